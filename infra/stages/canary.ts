import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { grants as canaryGrants } from '../../functions/canary/grants.ts'
import { HubFunction } from '../constructs/hub-function.ts'
import { HubQueue } from '../constructs/hub-queue.ts'
import { HubSchedule } from '../constructs/hub-schedule.ts'
import type { StageProps } from './stage.ts'

const IMPACT =
  'A list that an office sends now gets no outcome: the way from its file to its persons is broken somewhere.'

/** A list of one made-up person goes the way of every list (docs/adr/0039-canary.md). */
export class Canary extends Construct {
  readonly fn: HubFunction
  readonly queue: HubQueue

  constructor(scope: Construct, id: string, { stores, bundle, alarmAction }: StageProps) {
    super(scope, id)
    this.fn = new HubFunction(this, 'function', { bundle, timeout: Duration.minutes(2), memoryMb: 1769 })
    this.queue = new HubQueue(this, id, { consumer: this.fn, maximumConcurrency: 2, impact: IMPACT, alarmAction })
    new HubSchedule(this, 'pulse', {
      queue: this.queue,
      expression: 'cron(20 * * * ? *)',
      timezone: 'Asia/Shanghai',
      message: { type: 'canary', time: '<aws.scheduler.scheduled-time>' },
      within: 3,
      impact: 'Nobody looks whether lists get their outcome; the next hour does.',
      alarmAction,
    })
    stores.grant(this.fn, canaryGrants)
  }
}
