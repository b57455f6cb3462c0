import { Stack, type StackProps } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import { grants as bankGrants } from '../functions/bank/grants.ts'
import { grants as financeGrants } from '../functions/finance/grants.ts'
import { grants as reportGrants } from '../functions/report/grants.ts'
import { grants as townshipGrants } from '../functions/township/grants.ts'
import { Alarms } from './alarms.ts'
import { HubQueue } from './constructs/hub-queue.ts'
import { HubSchedule } from './constructs/hub-schedule.ts'
import { HubTopic } from './constructs/hub-topic.ts'
import { LogAlarm } from './constructs/log-alarm.ts'
import { tellSetting } from './constructs/setting.ts'
import type { DataStack } from './data-stack.ts'
import { type IdentityProps, trustIdentities } from './identity.ts'
import type { MailProps } from './mail.ts'
import { Audit } from './stages/audit.ts'
import { Batch } from './stages/batch.ts'
import { Canary } from './stages/canary.ts'
import { Deadlines } from './stages/deadlines.ts'
import { Deliverer } from './stages/deliverer.ts'
import { Intake } from './stages/intake.ts'
import { Match } from './stages/match.ts'
import { Retention } from './stages/retention.ts'
import { Snapshot } from './stages/snapshot.ts'
import { Sweep } from './stages/sweep.ts'
import { type Address, Web } from './stages/web.ts'
import { Webhooks } from './stages/webhooks.ts'
import { Watch } from './watch.ts'

export type StageName =
  | 'web'
  | 'intake'
  | 'match'
  | 'snapshot'
  | 'township'
  | 'report'
  | 'batch'
  | 'bank'
  | 'finance'
  | 'deadlines'
  | 'sweep'
  | 'retention'
  | 'audit'
  | 'webhooks'
  | 'canary'

export interface HubStackProps extends StackProps {
  bundles: Record<StageName, string>
  /** The number of shards changes only when the match queue is drained (docs/adr/0003). */
  shards?: number
  mail: MailProps
  /** Without one, the gateway's own. */
  address: Address | undefined
  identity: IdentityProps | undefined
  data: DataStack
  /** Who is called by alarms. */
  alarmMails: readonly string[]
  /** Calls of `web` that nobody else may take; undefined where the account is too small for it. */
  pagesReserved: number | undefined
}

export class HubStack extends Stack {
  constructor(scope: Construct, id: string, hub: HubStackProps) {
    const { bundles, shards = 16, mail, address, identity, data, alarmMails, pagesReserved, ...props } = hub
    super(scope, id, props)
    const { stores, arrivals } = data
    const alarmAction = new Alarms(this, 'alarms', alarmMails).action

    const web = new Web(this, 'web', { stores, bundle: bundles.web, address, pagesReserved })
    if (identity) trustIdentities(web.fn, identity)
    const intake = new Intake(this, 'intake', { stores, arrivals, bundle: bundles.intake, alarmAction })
    const match = new Match(this, 'match', { stores, bundle: bundles.match, alarmAction, shards })
    const snapshot = new Snapshot(this, 'snapshot', { stores, bundle: bundles.snapshot, alarmAction })

    const audit = new Audit(this, 'audit', { stores, bundle: bundles.audit, alarmAction })
    const sweep = new Sweep(this, 'sweep', { stores, bundle: bundles.sweep, alarmAction })

    const retention = new Retention(this, 'retention', { stores, bundle: bundles.retention, alarmAction })

    audit.queue.grantSend(web.fn)
    for (const sender of [web, sweep]) intake.queue.grantSend(sender.fn)
    const closed = new HubTopic(this, 'snapshot-ready', 'SNAPSHOT_TOPIC_ARN')
    const frozen = new HubTopic(this, 'batch-frozen', 'BATCH_TOPIC_ARN')
    const batch = new Batch(this, 'batch', { stores, bundle: bundles.batch, alarmAction })
    const common = { stores, alarmAction }
    const township = new Deliverer(this, 'township', {
      ...common,
      bundle: bundles.township,
      grants: townshipGrants,
      topic: closed,
      impact: 'Townships are not told whom to ask for papers: enrolments and claims of the month stand still.',
    })
    const report = new Deliverer(this, 'report', {
      ...common,
      bundle: bundles.report,
      grants: reportGrants,
      topic: closed,
      impact: 'A county has no ledger and no statistics return of the month, and the city cannot consolidate.',
    })
    const bank = new Deliverer(this, 'bank', {
      ...common,
      bundle: bundles.bank,
      grants: bankGrants,
      topic: frozen,
      impact: 'The bank gets no payment instruction for an approved batch: its contributions are not booked.',
    })
    const finance = new Deliverer(this, 'finance', {
      ...common,
      bundle: bundles.finance,
      grants: financeGrants,
      topic: frozen,
      impact: 'Finance is not asked for the money of an approved batch.',
    })

    const webhooks = new Webhooks(this, 'webhooks', { ...common, bundle: bundles.webhooks, frozen })
    for (const sender of [web, intake, report]) webhooks.queue.grantSend(sender.fn)

    closed.feed(batch.queue)
    closed.grantPublish(snapshot.fn)
    frozen.grantPublish(batch.fn)
    for (const sender of [web, sweep]) report.queue.grantSend(sender.fn)
    for (const sender of [web, intake, match, sweep]) batch.queue.grantSend(sender.fn)
    for (const sender of [intake, snapshot, sweep]) match.queue.grantSend(sender.fn)
    const deadlines = new Deadlines(this, 'deadlines', {
      ...common,
      bundle: bundles.deadlines,
      mail,
      portal: web.portal,
    })
    for (const sender of [web, intake, match, snapshot, township, report, batch, bank, finance, sweep, audit])
      deadlines.queue.grantSend(sender.fn)
    for (const sender of [web, intake, match, deadlines, sweep]) snapshot.queue.grantSend(sender.fn)

    const readers = Object.entries({ batch, intake, match, report, snapshot, web })
    new LogAlarm(this, 'passed-over', {
      logs: Object.fromEntries(readers.map(([name, { fn }]) => [name, fn.logGroup])),
      what: 'gone on without an object',
      impact:
        'An object of one county is damaged or gone: the others went on without it, and who may be in it is held back.',
      runbook: 'damaged-objects',
      alarmAction,
    })

    const others = { intake, match, snapshot, township, report, batch, bank, finance, deadlines, webhooks }
    const canary = new Canary(this, 'canary', { ...common, bundle: bundles.canary })
    const stages = { ...others, sweep, retention, audit, canary }
    new Watch(this, 'watch', { web, stages, stores, alarmAction })

    for (const one of this.node.findAll())
      if (one instanceof HubQueue || one instanceof HubSchedule) one.deadLetters.grantCount(sweep.fn)

    tellSetting(this, 'URL', web.portal)
  }
}
