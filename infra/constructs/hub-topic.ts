import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'
import type { HubFunction } from './hub-function.ts'
import type { HubQueue } from './hub-queue.ts'

/** A topic whose messages go to queues as they are, and nowhere else. */
export class HubTopic extends Construct {
  private readonly topic: Topic
  private readonly variable: string

  /** @param variable what tells a publisher the topic's ARN */
  constructor(scope: Construct, id: string, variable: string) {
    super(scope, id)
    this.variable = variable
    this.topic = new Topic(this, 'topic', { enforceSSL: true })
  }

  grantPublish(fn: HubFunction): void {
    fn.allow(['sns:Publish'], [this.topic.topicArn])
    fn.addEnvironment(this.variable, this.topic.topicArn)
  }

  feed(queue: HubQueue): void {
    queue.allowTopic(this.topic.topicArn)
    new CfnSubscription(queue, 'subscription', {
      topicArn: this.topic.topicArn,
      protocol: 'sqs',
      endpoint: queue.arn,
      rawMessageDelivery: true,
    })
  }
}
