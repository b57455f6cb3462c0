import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { grants as matchGrants } from '../../functions/match/grants.ts'
import { TRIES } from '../../functions/shared/stages/tries.ts'
import { HubFunction } from '../constructs/hub-function.ts'
import { HubQueue } from '../constructs/hub-queue.ts'
import type { StageProps } from './stage.ts'

export interface MatchProps extends StageProps {
  /** Shards are message groups, so that their number is also the most calls at once. */
  shards: number
}

/** The only writer of persons, one call a shard at a time. */
export class Match extends Construct {
  readonly fn: HubFunction
  readonly queue: HubQueue

  constructor(scope: Construct, id: string, { stores, bundle, alarmAction, shards }: MatchProps) {
    super(scope, id)
    this.fn = new HubFunction(this, 'function', { bundle, timeout: Duration.minutes(5), memoryMb: 1769 })
    this.queue = new HubQueue(this, id, {
      consumer: this.fn,
      fifo: true,
      maximumConcurrency: shards,
      batchSize: 10,
      deliveries: TRIES + 1,
      impact:
        'Persons of one shard keep an old outcome: an accepted list does not reach them, and their month cannot close.',
      senderEnvironment: { SHARDS: String(shards) },
      alarmAction,
    })
    stores.grant(this.fn, matchGrants)
    stores.keySecret.grantRead(this.fn)
  }
}
