import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { TRIES } from '../../functions/shared/stages/tries.ts'
import { grants as snapshotGrants } from '../../functions/snapshot/grants.ts'
import { HubFunction } from '../constructs/hub-function.ts'
import { HubQueue } from '../constructs/hub-queue.ts'
import { LogAlarm } from '../constructs/log-alarm.ts'
import type { StageProps } from './stage.ts'

/** A closed period's listed persons, frozen. */
export class Snapshot extends Construct {
  readonly fn: HubFunction
  readonly queue: HubQueue

  constructor(scope: Construct, id: string, { stores, bundle, alarmAction }: StageProps) {
    super(scope, id)
    this.fn = new HubFunction(this, 'function', { bundle, timeout: Duration.minutes(5), memoryMb: 1769 })
    this.queue = new HubQueue(this, id, {
      consumer: this.fn,
      maximumConcurrency: 4,
      deliveries: TRIES + 1,
      impact: 'A county has closed its month and gets no outcomes: townships, bank and finance wait for it.',
      alarmAction,
    })
    new LogAlarm(this, 'disagreements', {
      logs: { snapshot: this.fn.logGroup },
      what: 'rosters and persons disagree',
      impact:
        'Persons did not say what the rosters say when a month was closed: nothing was reported of it, the lists were sent to them again.',
      runbook: 'persons-differ',
      alarmAction,
    })
    stores.grant(this.fn, snapshotGrants)
    stores.keySecret.grantRead(this.fn)
  }
}
