import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { grants as batchGrants } from '../../functions/batch/grants.ts'
import { HubFunction } from '../constructs/hub-function.ts'
import { HubQueue } from '../constructs/hub-queue.ts'
import type { StageProps } from './stage.ts'

export class Batch extends Construct {
  readonly fn: HubFunction
  readonly queue: HubQueue

  constructor(scope: Construct, id: string, { stores, bundle, alarmAction }: StageProps) {
    super(scope, id)
    this.fn = new HubFunction(this, 'function', { bundle, timeout: Duration.minutes(10), memoryMb: 1769 })
    this.queue = new HubQueue(this, id, {
      consumer: this.fn,
      maximumConcurrency: 4,
      impact: 'A batch of payments stands still between its preparation and the bank: nobody in it is paid.',
      alarmAction,
    })
    stores.grant(this.fn, batchGrants)
    stores.keySecret.grantRead(this.fn)
  }
}
