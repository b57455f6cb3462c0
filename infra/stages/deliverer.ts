import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import type { Grants } from '../../functions/shared/stages/grants.ts'
import { HubFunction } from '../constructs/hub-function.ts'
import { HubQueue } from '../constructs/hub-queue.ts'
import type { HubTopic } from '../constructs/hub-topic.ts'
import type { StageProps } from './stage.ts'

export interface DelivererProps extends StageProps {
  topic: HubTopic
  impact: string
  grants: Grants
}

/** A stage that writes workbooks from what is frozen: township, report, bank, finance. */
export class Deliverer extends Construct {
  readonly fn: HubFunction
  readonly queue: HubQueue

  constructor(scope: Construct, id: string, { stores, bundle, alarmAction, topic, impact, grants }: DelivererProps) {
    super(scope, id)
    this.fn = new HubFunction(this, 'function', { bundle, timeout: Duration.minutes(5), memoryMb: 1769 })
    this.queue = new HubQueue(this, id, {
      consumer: this.fn,
      maximumConcurrency: 4,
      impact,
      alarmAction,
    })
    topic.feed(this.queue)
    stores.grant(this.fn, grants)
  }
}
