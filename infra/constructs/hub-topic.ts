import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnSubscription, type CfnTopicPolicy, Topic } from 'aws-cdk-lib/aws-sns'
import { Aws } from 'aws-cdk-lib/core'
import { Construct, type IConstruct } from 'constructs'
import type { HubFunction } from './hub-function.ts'
import type { HubQueue } from './hub-queue.ts'
import { tellSetting } from './setting.ts'

/** A topic whose messages go to queues as they are, and nowhere else. */
export class HubTopic extends Construct {
  private readonly topic: Topic
  private readonly variable: string

  constructor(scope: Construct, id: string, variable: string) {
    super(scope, id)
    this.variable = variable
    this.topic = new Topic(this, 'topic', { enforceSSL: true })
    tellSetting(this, variable, this.topic.topicArn)
  }

  grantPublish(fn: HubFunction): void {
    fn.allow(['sns:Publish'], [this.topic.topicArn])
    fn.addEnvironment(this.variable, this.topic.topicArn)
  }

  get arn(): string {
    return this.topic.topicArn
  }

  allowService(service: string): IConstruct {
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal(service)],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    )
    return this.topic.node.findChild('Policy').node.defaultChild as CfnTopicPolicy
  }

  feed(queue: HubQueue): void {
    const redrivePolicy = queue.allowTopic(this.topic.topicArn)
    new CfnSubscription(queue, 'subscription', {
      topicArn: this.topic.topicArn,
      protocol: 'sqs',
      endpoint: queue.arn,
      rawMessageDelivery: true,
      redrivePolicy,
    })
  }
}
