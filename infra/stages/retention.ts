import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { grants as retentionGrants } from '../../functions/retention/grants.ts'
import { HubFunction } from '../constructs/hub-function.ts'
import { HubQueue } from '../constructs/hub-queue.ts'
import { HubSchedule } from '../constructs/hub-schedule.ts'
import type { StageProps } from './stage.ts'

/** The one function that may look through whole tables and delete what offices sent. */
export class Retention extends Construct {
  readonly fn: HubFunction
  readonly queue: HubQueue

  constructor(scope: Construct, id: string, { stores, bundle, alarmAction }: StageProps) {
    super(scope, id)
    this.fn = new HubFunction(this, 'function', { bundle, timeout: Duration.minutes(15), memoryMb: 1769 })
    this.queue = new HubQueue(this, id, {
      consumer: this.fn,
      // A FIFO queue keeps two runs from deleting at once.
      fifo: true,
      deduplicateByContent: true,
      maximumConcurrency: 2,
      impact: 'What has ended is not deleted: the hub keeps more of persons and traffic than its policy allows.',
      alarmAction,
    })
    new HubSchedule(this, 'nightly', {
      queue: this.queue,
      expression: 'cron(30 3 * * ? *)',
      timezone: 'Asia/Shanghai',
      message: { type: 'retention', time: '<aws.scheduler.scheduled-time>' },
      group: 'retention',
      within: 25,
      impact: 'What has ended was not deleted on that day; the next day deletes it too.',
      alarmAction,
    })
    stores.grant(this.fn, retentionGrants)
  }
}
