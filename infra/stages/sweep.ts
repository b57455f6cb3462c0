import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { grants as sweepGrants } from '../../functions/sweep/grants.ts'
import { HubFunction } from '../constructs/hub-function.ts'
import { HubQueue } from '../constructs/hub-queue.ts'
import { HubSchedule } from '../constructs/hub-schedule.ts'
import type { StageProps } from './stage.ts'

export class Sweep extends Construct {
  readonly fn: HubFunction
  readonly queue: HubQueue

  constructor(scope: Construct, id: string, { stores, bundle, alarmAction }: StageProps) {
    super(scope, id)
    this.fn = new HubFunction(this, 'function', { bundle, timeout: Duration.minutes(5), memoryMb: 1769 })
    this.queue = new HubQueue(this, id, {
      consumer: this.fn,
      // A FIFO queue keeps two sweeps from running at once.
      fifo: true,
      deduplicateByContent: true,
      maximumConcurrency: 2,
      impact: 'What a crash has left standing still is not found: a list, a month or a batch may wait for ever.',
      alarmAction,
    })
    new HubSchedule(this, 'hourly', {
      queue: this.queue,
      expression: 'cron(0 * * * ? *)',
      timezone: 'Asia/Shanghai',
      message: { type: 'sweep', time: '<aws.scheduler.scheduled-time>' },
      group: 'sweep',
      within: 3,
      impact: 'What a crash has left standing still was not looked for in that hour; the next hour looks for the same.',
      alarmAction,
    })
    stores.grant(this.fn, sweepGrants)
  }
}
