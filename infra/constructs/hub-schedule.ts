import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch'
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Aws, Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { answered } from './answered.ts'
import { DeadLetters } from './dead-letters.ts'
import { HubAlarm } from './hub-alarm.ts'
import type { HubQueue } from './hub-queue.ts'
import { logged } from './logged.ts'

export interface HubScheduleProps {
  queue: HubQueue
  expression: string
  timezone: string
  /** `<aws.scheduler.scheduled-time>` in the message becomes the time for which it was meant. */
  message: { type: string; time: string }
  /** Of a FIFO queue. */
  group?: string
  /** Hours within which it is done once at least. */
  within: number
  impact: string
  alarmAction: IAlarmAction
}

/** A message at a time of day: that it was not sent for a whole day, or not done in time, is an alarm. */
export class HubSchedule extends Construct {
  readonly deadLetters: DeadLetters

  constructor(scope: Construct, id: string, props: HubScheduleProps) {
    super(scope, id)
    const { queue, expression, timezone, message, group, within, impact, alarmAction } = props
    // The scheduler's own dead letters cannot go to a FIFO queue.
    const dead = new Queue(this, 'dead', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    const reason = 'It is a dead-letter queue: of a schedule, which the rule does not know to have one'
    answered(dead, reason, 'AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy')
    new HubAlarm(this, 'alarm', {
      impact: `${impact} Its log line's code: docs/runbook.md#faults.`,
      runbook: id,
      metric: dead.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: 1,
      alarmAction,
    })
    new HubAlarm(this, 'missed', {
      impact: `Not done for ${within} hours. ${impact}`,
      runbook: 'not-run',
      metric: logged(this, 'done', {
        logGroup: queue.logGroup,
        fields: { what: 'capacity', state: 'done', type: message.type },
        metricName: `${message.type}-done`,
        period: Duration.hours(1),
      }),
      threshold: 1,
      periods: within,
      isMissed: true,
      alarmAction,
    })
    this.deadLetters = new DeadLetters(this, id, dead)
    const conditions = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } }
    const role = new Role(this, 'role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com', { conditions }) })
    answered(role, 'A role is of one schedule alone', 'NIST.800.53.R5-IAMNoInlinePolicy')
    role.addToPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ['sqs:SendMessage'],
        resources: [queue.arn, dead.queueArn],
      }),
    )
    const schedule = new CfnSchedule(this, 'schedule', {
      scheduleExpression: expression,
      scheduleExpressionTimezone: timezone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: queue.arn,
        roleArn: role.roleArn,
        input: JSON.stringify(message),
        ...(group !== undefined && { sqsParameters: { messageGroupId: group } }),
        deadLetterConfig: { arn: dead.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
      },
    })
    // The role may not send before its policy is there.
    schedule.node.addDependency(role)
  }
}
