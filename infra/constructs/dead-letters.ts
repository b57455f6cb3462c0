import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { IConstruct } from 'constructs'
import type { HubFunction } from './hub-function.ts'
import { tellSetting } from './setting.ts'

/** What a queue's function or a schedule could not do, under the name that the runbook has. */
export class DeadLetters {
  private readonly variable: string
  private readonly queue: Queue

  constructor(scope: IConstruct, name: string, queue: Queue) {
    this.variable = `${name.toUpperCase()}_DEAD_QUEUE_URL`
    this.queue = queue
    tellSetting(scope, this.variable, queue.queueUrl)
  }

  grantCount(fn: HubFunction): void {
    fn.allow(['sqs:GetQueueAttributes'], [this.queue.queueArn])
    fn.addEnvironment(this.variable, this.queue.queueUrl)
  }
}
