import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { grants as deadlinesGrants } from '../../functions/deadlines/grants.ts'
import { HubFunction } from '../constructs/hub-function.ts'
import { HubQueue } from '../constructs/hub-queue.ts'
import { HubSchedule } from '../constructs/hub-schedule.ts'
import { Mail, type MailProps } from '../mail.ts'
import type { StageProps } from './stage.ts'

export interface DeadlinesProps extends StageProps {
  mail: MailProps
  portal: string
}

/** Reminders, overdue notices and letters, each mail once. */
export class Deadlines extends Construct {
  readonly fn: HubFunction
  readonly queue: HubQueue

  constructor(scope: Construct, id: string, { stores, bundle, alarmAction, mail, portal }: DeadlinesProps) {
    super(scope, id)
    this.fn = new HubFunction(this, 'function', { bundle, timeout: Duration.minutes(5), memoryMb: 1769 })
    this.queue = new HubQueue(this, id, {
      consumer: this.fn,
      fifo: true,
      deduplicateByContent: true,
      maximumConcurrency: 4,
      impact: 'Offices are not told what is due, overdue, received or refused: nobody hears of a delay.',
      alarmAction,
    })
    new HubSchedule(this, 'daily', {
      queue: this.queue,
      // The later hours send what the mail server did not take at the first.
      expression: 'cron(0 8,11,14,17 * * ? *)',
      timezone: 'Asia/Shanghai',
      message: { type: 'day', time: '<aws.scheduler.scheduled-time>' },
      group: 'day',
      within: 17,
      impact: 'The clock of a day did not strike: nobody is reminded, and nothing overdue is told, until the next day.',
      alarmAction,
    })
    new HubSchedule(this, 'accounts', {
      queue: this.queue,
      expression: 'cron(30 8 * * ? *)',
      timezone: 'Asia/Shanghai',
      message: { type: 'accounts', time: '<aws.scheduler.scheduled-time>' },
      group: 'accounts',
      within: 25,
      impact: 'Unused accounts stay open for a day more, and heads of offices are asked about theirs a day late.',
      alarmAction,
    })
    stores.grant(this.fn, deadlinesGrants)
    stores.linkSecret.grantRead(this.fn)
    stores.accountSecret.grantRead(this.fn)
    this.fn.addEnvironment('PORTAL_URL', portal)
    new Mail(this, 'mail', this.fn, { ...mail, alarmAction })
  }
}
