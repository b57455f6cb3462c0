import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { HubFunction } from './constructs/hub-function.ts'
import { HubQueue } from './constructs/hub-queue.ts'
import type { StageProps } from './stage.ts'

/** queue of closed periods -> snapshot: a county's listed persons, frozen. */
export class Snapshot extends Construct {
  readonly fn: HubFunction
  readonly queue: HubQueue

  constructor(scope: Construct, id: string, { stores, bundle, alarmAction }: StageProps) {
    super(scope, id)
    this.fn = new HubFunction(this, 'function', { bundle, timeout: Duration.minutes(5), memoryMb: 1769 })
    this.queue = new HubQueue(this, 'close', {
      consumer: this.fn,
      maximumConcurrency: 4,
      impact: 'A county has closed its month and gets no outcomes: townships, bank and finance wait for it.',
      variable: 'CLOSE_QUEUE_URL',
      alarmAction,
    })
    stores.people.grantRead(this.fn)
    stores.work.grantReadWrite(this.fn)
    stores.outbox.grantRead(this.fn)
    stores.outbox.grantWrite(this.fn)
    stores.keySecret.grantRead(this.fn)
  }
}
