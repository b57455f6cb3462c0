import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch'
import { CfnConfigurationSet, CfnConfigurationSetEventDestination, CfnEmailIdentity } from 'aws-cdk-lib/aws-ses'
import { Aws, Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { HubAlarm } from './constructs/hub-alarm.ts'
import type { HubFunction } from './constructs/hub-function.ts'
import { HubQueue } from './constructs/hub-queue.ts'
import { HubTopic } from './constructs/hub-topic.ts'
import { tellSetting } from './constructs/setting.ts'

export interface MailProps {
  from: string
  /** The sender's domain, where the stack makes it known to SES. */
  domain?: string
  /** The secret holds `smtps://user:password@host:465`; without one mail goes by SES, which not every partition has. */
  smtpSecretArn?: string
}

export class Mail extends Construct {
  constructor(scope: Construct, id: string, fn: HubFunction, mail: MailProps & { alarmAction: IAlarmAction }) {
    super(scope, id)
    const { from, domain, smtpSecretArn, alarmAction } = mail
    fn.addEnvironment('MAIL_FROM', from)
    if (smtpSecretArn) {
      fn.allow(['secretsmanager:GetSecretValue'], [smtpSecretArn])
      fn.addEnvironment('SMTP_SECRET_ARN', smtpSecretArn)
      fn.addEnvironment('MAIL_CONFIGURATION_SET', '')
      return
    }
    const topic = new HubTopic(this, 'returned', 'RETURNED_TOPIC_ARN')
    const queue = new HubQueue(this, 'bounces', {
      consumer: fn,
      maximumConcurrency: 2,
      impact: 'Mails come back and nobody is told: an office is thought to know what it never heard.',
      alarmAction,
    })
    topic.feed(queue)
    new HubAlarm(this, 'bounced', {
      impact:
        'Five mails and more came back within an hour: offices do not hear of what is due, and SES stops the sending of an account whose mails come back.',
      runbook: 'bounced',
      metric: queue.sent(Duration.hours(1)),
      threshold: 5,
      alarmAction,
    })
    const set = new CfnConfigurationSet(this, 'set')
    const destination = new CfnConfigurationSetEventDestination(this, 'destination', {
      configurationSetName: set.ref,
      eventDestination: {
        enabled: true,
        matchingEventTypes: ['bounce', 'complaint', 'reject'],
        snsDestination: { topicArn: topic.arn },
      },
    })
    // SES tries the topic when the destination is set.
    destination.node.addDependency(topic.allowService('ses.amazonaws.com'))
    if (domain) this.identify(domain)
    const identity = from.slice(from.indexOf('@') + 1)
    const arn = (resource: string) => `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`
    fn.allow(['ses:SendRawEmail'], [arn(`identity/${identity}`), arn(`configuration-set/${set.ref}`)])
    fn.addEnvironment('MAIL_CONFIGURATION_SET', set.ref)
  }

  /** SES sends once the outputs `MailRecord1` to `3` stand in the domain's DNS. */
  private identify(domain: string): void {
    const identity = new CfnEmailIdentity(this, 'identity', {
      emailIdentity: domain,
      mailFromAttributes: { mailFromDomain: `mail.${domain}`, behaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
    })
    const records = [
      [identity.attrDkimDnsTokenName1, identity.attrDkimDnsTokenValue1],
      [identity.attrDkimDnsTokenName2, identity.attrDkimDnsTokenValue2],
      [identity.attrDkimDnsTokenName3, identity.attrDkimDnsTokenValue3],
    ]
    for (const [i, [name, value]] of records.entries())
      tellSetting(this, `MAIL_RECORD${i + 1}`, `${name} CNAME ${value}`)
  }
}
