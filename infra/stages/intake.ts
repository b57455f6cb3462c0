import { Duration, Size } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { NODE_OPTIONS } from '../../functions/intake/env.ts'
import { grants as intakeGrants } from '../../functions/intake/grants.ts'
import { TRIES } from '../../functions/shared/stages/tries.ts'
import { HubFunction } from '../constructs/hub-function.ts'
import { HubQueue } from '../constructs/hub-queue.ts'
import type { StageProps } from './stage.ts'

interface IntakeProps extends StageProps {
  /** Where its queue stands. */
  arrivals: Construct
}

/** One file a call, from the inbox bucket. */
export class Intake extends Construct {
  readonly fn: HubFunction
  readonly queue: HubQueue

  constructor(scope: Construct, id: string, { stores, arrivals, bundle, alarmAction }: IntakeProps) {
    super(scope, id)
    // The process for other makes of workbooks takes up to 1.5 GB beside the function's own memory; the disk holds
    // file, returned rows and a register's table.
    this.fn = new HubFunction(this, 'function', {
      bundle,
      timeout: Duration.minutes(5),
      memoryMb: 2048,
      disk: Size.gibibytes(2),
    })
    this.fn.addEnvironment('NODE_OPTIONS', NODE_OPTIONS)
    this.queue = new HubQueue(this, id, {
      consumer: this.fn,
      place: arrivals,
      maximumConcurrency: 8,
      deliveries: TRIES + 1,
      impact: 'An office has sent a file and hears nothing of it: its list is neither accepted nor returned.',
      alarmAction,
    })
    stores.inbox.notify(this.queue)
    stores.grant(this.fn, intakeGrants)
    stores.keySecret.grantRead(this.fn)
  }
}
