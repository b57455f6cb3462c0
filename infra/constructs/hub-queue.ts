import { Alarm, ComparisonOperator, type IAlarmAction, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda'
import { type CfnQueuePolicy, Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs'
import { Aws, Duration } from 'aws-cdk-lib/core'
import { Construct, type IConstruct } from 'constructs'
import type { HubFunction } from './hub-function.ts'

export interface HubQueueProps {
  /** Who works the queue off. */
  consumer: HubFunction
  /** One message at a time a group, in order. */
  fifo?: boolean
  /** FIFO: what has the same text within five minutes is sent once, for senders that cannot say what is the same. */
  deduplicateByContent?: boolean
  /** Most calls of the function at once. */
  maximumConcurrency: number
  /** Most messages a call; 1 where nothing is said. */
  batchSize?: number
  /** Deliveries before a message is dead; 5 where nothing is said. */
  deliveries?: number
  /** What it means for the offices when a message ends up dead, in words that somebody reads at night. */
  impact: string
  /** Environment that a sender needs: the queue's URL by this variable, and what comes with it. */
  variable: string
  senderEnvironment?: Record<string, string>
  alarmAction?: IAlarmAction
}

/** A queue with its dead-letter queue, the alarm on that, and the function that works it off. */
export class HubQueue extends Construct {
  readonly arn: string
  private readonly queue: Queue
  private readonly variable: string
  private readonly senderEnvironment: Record<string, string>

  constructor(scope: Construct, id: string, props: HubQueueProps) {
    super(scope, id)
    const { consumer, fifo = false, maximumConcurrency, batchSize = 1, impact, alarmAction } = props
    this.variable = props.variable
    this.senderEnvironment = props.senderEnvironment ?? {}
    const common: QueueProps = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      ...(fifo ? { fifo } : {}),
    }
    const dead = new Queue(this, 'dead', common)
    this.queue = new Queue(this, 'queue', {
      ...common,
      ...(props.deduplicateByContent ? { contentBasedDeduplication: true } : {}),
      // A message must not come back while the function that has it may still be at work.
      visibilityTimeout: Duration.seconds((consumer.timeout ?? Duration.seconds(3)).toSeconds() * 2),
      deadLetterQueue: { queue: dead, maxReceiveCount: props.deliveries ?? 5 },
    })
    this.arn = this.queue.queueArn

    const alarm = new Alarm(this, 'alarm', {
      alarmDescription: `${impact} Its log line's code: docs/runbook.md#faults. Runbook: docs/runbook.md#${id}`,
      metric: dead.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    })
    if (alarmAction) alarm.addAlarmAction(alarmAction)

    consumer.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [this.arn])
    new EventSourceMapping(this, 'mapping', {
      target: consumer,
      eventSourceArn: this.arn,
      batchSize,
      reportBatchItemFailures: true,
      maxConcurrency: maximumConcurrency,
    })
  }

  /** Lets a function send, and tells it where. */
  grantSend(fn: HubFunction): void {
    fn.allow(['sqs:SendMessage'], [this.arn])
    fn.addEnvironment(this.variable, this.queue.queueUrl)
    for (const [name, value] of Object.entries(this.senderEnvironment)) fn.addEnvironment(name, value)
  }

  /** Lets a topic send. */
  allowTopic(topicArn: string): void {
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.arn],
        conditions: { ArnEquals: { 'aws:SourceArn': topicArn } },
      }),
    )
  }

  /**
   * Lets this account's buckets send. Not one bucket by name: the bucket waits for this policy, which cannot wait for it.
   * @returns the policy, for the bucket to wait for
   */
  allowS3(): IConstruct {
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.arn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    )
    return this.queue.node.findChild('Policy').node.defaultChild as CfnQueuePolicy
  }
}
