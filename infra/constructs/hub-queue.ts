import type { IAlarmAction, IMetric } from 'aws-cdk-lib/aws-cloudwatch'
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import { type CfnQueuePolicy, Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs'
import { Aws, Duration } from 'aws-cdk-lib/core'
import { Construct, type IConstruct } from 'constructs'
import { answered } from './answered.ts'
import { DeadLetters } from './dead-letters.ts'
import { HubAlarm } from './hub-alarm.ts'
import type { HubFunction } from './hub-function.ts'
import { tellSetting } from './setting.ts'

export interface HubQueueProps {
  consumer: HubFunction
  /** Where the queues stand, if not beside the consumer. */
  place?: Construct
  fifo?: boolean
  deduplicateByContent?: boolean
  maximumConcurrency: number
  batchSize?: number
  deliveries?: number
  impact: string
  senderEnvironment?: Record<string, string>
  alarmAction: IAlarmAction
}

/** No message waits so long unless its stage stands still or falls behind. */
const LONGEST_WAIT = Duration.minutes(30)

/** A queue, its dead-letter queue with an alarm, and the function that consumes it; senders know its URL by its id. */
export class HubQueue extends Construct {
  readonly arn: string
  /** Of its consumer. */
  readonly logGroup: ILogGroup
  readonly deadLetters: DeadLetters
  private readonly queue: Queue
  private readonly dead: Queue
  private readonly variable: string
  private readonly senderEnvironment: Record<string, string>

  constructor(scope: Construct, id: string, props: HubQueueProps) {
    super(scope, id)
    const { consumer, fifo = false, maximumConcurrency, batchSize = 1, impact, alarmAction } = props
    this.variable = `${id.toUpperCase()}_QUEUE_URL`
    this.senderEnvironment = props.senderEnvironment ?? {}
    const common: QueueProps = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      ...(fifo ? { fifo } : {}),
    }
    const { place = this } = props
    const dead = new Queue(place, 'dead', common)
    this.dead = dead
    answered(dead, 'It has the dead letters of another queue', 'Serverless-SQSRedrivePolicy')
    this.queue = new Queue(place, 'queue', {
      ...common,
      ...(props.deduplicateByContent ? { contentBasedDeduplication: true } : {}),
      // A message must not come back while its function may still be at work.
      visibilityTimeout: Duration.seconds((consumer.timeout ?? Duration.seconds(3)).toSeconds() * 2),
      deadLetterQueue: { queue: dead, maxReceiveCount: props.deliveries ?? 5 },
    })
    this.arn = this.queue.queueArn

    this.logGroup = consumer.logGroup
    tellSetting(this, this.variable, this.queue.queueUrl)
    this.deadLetters = new DeadLetters(this, id, dead)
    for (const [name, value] of Object.entries(this.senderEnvironment)) tellSetting(this, name, value)

    const faults = `Its log line's code: docs/runbook.md#faults.`
    new HubAlarm(this, 'alarm', {
      impact: `${impact} ${faults}`,
      runbook: id,
      metric: dead.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: 1,
      alarmAction,
    })
    new HubAlarm(this, 'waiting', {
      impact: `Messages of ${id} wait for half an hour and more. Soon: ${impact}`,
      runbook: 'waiting',
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: 'Maximum' }),
      threshold: LONGEST_WAIT.toSeconds(),
      alarmAction,
    })

    const consuming = [
      'ReceiveMessage',
      'DeleteMessage',
      'GetQueueAttributes',
      'ChangeMessageVisibility',
      'GetQueueUrl',
    ]
    consumer.allow(
      consuming.map((action) => `sqs:${action}`),
      [this.arn],
    )
    const mapping = new EventSourceMapping(this, 'mapping', {
      target: consumer,
      eventSourceArn: this.arn,
      batchSize,
      reportBatchItemFailures: true,
      maxConcurrency: maximumConcurrency,
    })
    answered(consumer, 'Its queues ask for so many calls at once and no more', 'NIST.800.53.R5-LambdaConcurrency')
    answered(mapping, 'Its queue has dead letters', 'Serverless-LambdaEventSourceMappingDestination')
  }

  /** What the page of the whole hub shows of it. */
  shown(label: string): { age: IMetric; dead: IMetric } {
    const options = { period: Duration.minutes(5), statistic: 'Maximum', label }
    return {
      age: this.queue.metricApproximateAgeOfOldestMessage(options),
      dead: this.dead.metricApproximateNumberOfMessagesVisible(options),
    }
  }

  /** Messages put into it in a period. */
  sent(period: Duration): IMetric {
    return this.queue.metricNumberOfMessagesSent({ period, statistic: 'Sum' })
  }

  grantSend(fn: HubFunction): void {
    fn.allow(['sqs:SendMessage'], [this.arn])
    fn.addEnvironment(this.variable, this.queue.queueUrl)
    for (const [name, value] of Object.entries(this.senderEnvironment)) fn.addEnvironment(name, value)
  }

  /** What the topic cannot put into the queue goes to its dead letters: a broken policy loses nothing unseen. */
  allowTopic(topicArn: string): { deadLetterTargetArn: string } {
    for (const queue of [this.queue, this.dead])
      queue.addToResourcePolicy(
        new PolicyStatement({
          effect: Effect.ALLOW,
          principals: [new ServicePrincipal('sns.amazonaws.com')],
          actions: ['sqs:SendMessage'],
          resources: [queue.queueArn],
          conditions: { ArnEquals: { 'aws:SourceArn': topicArn } },
        }),
      )
    return { deadLetterTargetArn: this.dead.queueArn }
  }

  /**
   * The bucket waits for this policy, which therefore cannot name it.
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
