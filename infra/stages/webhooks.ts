import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { grants as webhooksGrants } from '../../functions/webhooks/grants.ts'
import { HubFunction } from '../constructs/hub-function.ts'
import { HubQueue } from '../constructs/hub-queue.ts'
import { HubSchedule } from '../constructs/hub-schedule.ts'
import type { HubTopic } from '../constructs/hub-topic.ts'
import type { StageProps } from './stage.ts'

interface WebhooksProps extends StageProps {
  frozen: HubTopic
}

/** The one function that sends to addresses which others have chosen: it sees no person and no file. */
export class Webhooks extends Construct {
  readonly fn: HubFunction
  readonly queue: HubQueue

  constructor(scope: Construct, id: string, { stores, bundle, alarmAction, frozen }: WebhooksProps) {
    super(scope, id)
    this.fn = new HubFunction(this, 'function', { bundle, timeout: Duration.minutes(1), memoryMb: 1769 })
    this.queue = new HubQueue(this, id, {
      consumer: this.fn,
      maximumConcurrency: 4,
      impact: "Offices' own systems do not hear what has happened, until they ask.",
      alarmAction,
    })
    frozen.feed(this.queue)
    new HubSchedule(this, 'due', {
      queue: this.queue,
      expression: 'cron(0,10,20,30,40,50 * * * ? *)',
      timezone: 'Asia/Shanghai',
      message: { type: 'due', time: '<aws.scheduler.scheduled-time>' },
      within: 2,
      impact: "What offices' systems did not take was not sent again then; it is ten minutes later.",
      alarmAction,
    })
    stores.grant(this.fn, webhooksGrants)
    stores.webhookSecret.grantRead(this.fn)
    this.queue.grantSend(this.fn)
  }
}
