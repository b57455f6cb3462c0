import { Alarm, ComparisonOperator, type IAlarmAction, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Duration, Validations } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import type { HubQueue } from './hub-queue.ts'

export interface HubScheduleProps {
  queue: HubQueue
  expression: string
  timezone: string
  /** `<aws.scheduler.scheduled-time>` in the message becomes the time for which it was meant. */
  message: object
  /** Of a FIFO queue. */
  group?: string
  impact: string
  alarmAction?: IAlarmAction
}

/** A message at a time of day; its failure for a whole day is a dead letter with an alarm. */
export class HubSchedule extends Construct {
  constructor(scope: Construct, id: string, props: HubScheduleProps) {
    super(scope, id)
    const { queue, expression, timezone, message, group, impact, alarmAction } = props
    // The scheduler's own dead letters cannot go to a FIFO queue.
    const dead = new Queue(this, 'dead', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    Validations.of(dead).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SQS3',
      reason: 'It is a dead-letter queue: of a schedule, which the rule does not know to have one',
    })
    const alarm = new Alarm(this, 'alarm', {
      alarmDescription: `${impact} Its log line's code: docs/runbook.md#faults. Runbook: docs/runbook.md#${id}`,
      metric: dead.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    })
    if (alarmAction) alarm.addAlarmAction(alarmAction)
    const role = new Role(this, 'role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') })
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
