import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns'
import { type App, Aws } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { answered } from './constructs/answered.ts'

/** `-c alarmMail=watch@example.org,second@example.org`: who is called. */
export function alarmMailsOf(app: App): string[] {
  const said = String(app.node.tryGetContext('alarmMail') ?? '')
  const mails = said.split(',').flatMap((one) => one.trim() || [])
  for (const mail of mails) if (!/^\S+@\S+\.\S+$/.test(mail)) throw new Error(`alarmMail: not an address: ${mail}`)
  return mails
}

/** The topic of all alarms. */
export class Alarms extends Construct {
  readonly action: IAlarmAction

  constructor(scope: Construct, id: string, mails: readonly string[]) {
    super(scope, id)
    const topic = new Topic(this, 'topic', { enforceSSL: true })
    // A policy of its own takes the place of the one that lets the account's services publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    )
    for (const [i, endpoint] of mails.entries())
      answered(
        new CfnSubscription(this, `mail${i}`, { topicArn: topic.topicArn, protocol: 'email', endpoint }),
        'Whoever gets no mail would not be told of its dead letter either; the alarm itself stands in CloudWatch',
        'Serverless-SNSRedrivePolicy',
      )
    this.action = new SnsAction(topic)
  }
}
