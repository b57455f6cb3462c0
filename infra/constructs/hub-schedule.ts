import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler'
import { Construct } from 'constructs'
import type { HubQueue } from './hub-queue.ts'

export interface HubScheduleProps {
  /** Who is told; what cannot be delivered goes to its dead-letter queue, whose alarm says what that means. */
  queue: HubQueue
  /** `cron(0 8 * * ? *)` */
  expression: string
  /** `Asia/Shanghai` */
  timezone: string
  /** What is sent; `<aws.scheduler.scheduled-time>` in it becomes the time for which it was meant. */
  message: object
  description: string
}

/** A message at a time of day, tried again for a day where the queue cannot be reached. */
export class HubSchedule extends Construct {
  constructor(scope: Construct, id: string, props: HubScheduleProps) {
    super(scope, id)
    const { queue, expression, timezone, message, description } = props
    const role = new Role(this, 'role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') })
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.arn, queue.deadArn] }))
    const schedule = new CfnSchedule(this, 'schedule', {
      description,
      scheduleExpression: expression,
      scheduleExpressionTimezone: timezone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: queue.arn,
        roleArn: role.roleArn,
        input: JSON.stringify(message),
        deadLetterConfig: { arn: queue.deadArn },
        retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
      },
    })
    // The role may not send before its policy is there.
    schedule.node.addDependency(role)
  }
}
