import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { grants as auditGrants } from '../../functions/audit/grants.ts'
import { HubFunction } from '../constructs/hub-function.ts'
import { HubQueue } from '../constructs/hub-queue.ts'
import { HubSchedule } from '../constructs/hub-schedule.ts'
import { LogAlarm } from '../constructs/log-alarm.ts'
import type { StageProps } from './stage.ts'

/** The one function that may deposit the audit's heads. */
export class Audit extends Construct {
  readonly fn: HubFunction
  readonly queue: HubQueue

  constructor(scope: Construct, id: string, { stores, bundle, alarmAction }: StageProps) {
    super(scope, id)
    this.fn = new HubFunction(this, 'function', { bundle, timeout: Duration.minutes(15), memoryMb: 1769 })
    this.queue = new HubQueue(this, id, {
      consumer: this.fn,
      fifo: true,
      deduplicateByContent: true,
      maximumConcurrency: 4,
      impact:
        'Ends of audit chains are not deposited, or chains are not checked: whoever changes the table could go unseen.',
      alarmAction,
    })
    new HubSchedule(this, 'deposits', {
      queue: this.queue,
      expression: 'cron(0 0,6,12,18 * * ? *)',
      timezone: 'Asia/Shanghai',
      message: { type: 'deposit', time: '<aws.scheduler.scheduled-time>' },
      group: 'deposit',
      within: 8,
      impact: 'Ends of audit chains were not deposited at that hour; the next deposit holds the same entries and more.',
      alarmAction,
    })
    new LogAlarm(this, 'broken', {
      logs: { audit: this.fn.logGroup },
      what: 'a chain does not fit',
      impact: 'An entry of the audit was changed, removed, inserted or moved: somebody hides what was done.',
      runbook: 'audit-does-not-fit',
      alarmAction,
    })
    new LogAlarm(this, 'lost', {
      logs: { audit: this.fn.logGroup },
      what: 'a restoration lost entries',
      impact:
        'Tables were put back from a backup, and what the audit has lost was recorded. If you have not restored any, somebody hides what was done.',
      runbook: 'restored',
      alarmAction,
    })
    stores.grant(this.fn, auditGrants)
    this.queue.grantSend(this.fn)
  }
}
