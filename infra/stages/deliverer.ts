import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { HubFunction } from '../constructs/hub-function.ts'
import { HubQueue } from '../constructs/hub-queue.ts'
import type { HubTopic } from '../constructs/hub-topic.ts'
import type { StageProps } from './stage.ts'

export interface DelivererProps extends StageProps {
  topic: HubTopic
  impact: string
  /** Folders of the outbox. */
  writes: readonly string[]
}

/** A stage that writes workbooks from what is frozen: township, report, bank, finance. */
export class Deliverer extends Construct {
  readonly fn: HubFunction
  readonly queue: HubQueue

  constructor(scope: Construct, id: string, { stores, bundle, alarmAction, topic, impact, writes }: DelivererProps) {
    super(scope, id)
    this.fn = new HubFunction(this, 'function', { bundle, timeout: Duration.minutes(5), memoryMb: 1769 })
    this.queue = new HubQueue(this, id, {
      consumer: this.fn,
      maximumConcurrency: 4,
      impact,
      alarmAction,
    })
    topic.feed(this.queue)
    stores.work.grantReadWrite(this.fn)
    stores.outbox.grantRead(this.fn)
    stores.outbox.grantWrite(this.fn, writes)
  }
}
