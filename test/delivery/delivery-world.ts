/** A city whose lists are in, and the stages that deliver: messages are taken from their queues by whoever tests. */

import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns'
import { grants as bankGrants } from '../../functions/bank/grants.ts'
import { run as runBank } from '../../functions/bank/run.ts'
import { batchDeps } from '../../functions/batch/deps.ts'
import { grants as batchGrants } from '../../functions/batch/grants.ts'
import { run as runBatch } from '../../functions/batch/run.ts'
import { grants as financeGrants } from '../../functions/finance/grants.ts'
import { run as runFinance } from '../../functions/finance/run.ts'
import { reportDeps } from '../../functions/report/deps.ts'
import { grants as reportGrants } from '../../functions/report/grants.ts'
import { run as runReport } from '../../functions/report/run.ts'
import type { Grants } from '../../functions/shared/stages/grants.ts'
import { grants as townshipGrants } from '../../functions/township/grants.ts'
import { run as runTownship } from '../../functions/township/run.ts'
import { ACCOUNT, REGION } from '../../local/host/template/names.ts'
import { nextNumber } from '../../rules/payments/batch-number.ts'
import { FromBatch } from '../../schemas/messages/batch-frozen.ts'
import { SnapshotReady } from '../../schemas/messages/snapshot-ready.ts'
import { type BatchStep, ToBatch } from '../../schemas/messages/to-batch.ts'
import { ToReport } from '../../schemas/messages/to-report.ts'
import type { Batch } from '../../schemas/records/batch.ts'
import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { topic } from '../../stores/aws/topics.ts'
import { folders } from '../../stores/objects/folders.ts'
import { instructions } from '../../stores/objects/instructions.ts'
import { objects } from '../../stores/objects/objects.ts'
import { type Deaths, nobodyDies, untilDone } from '../faults/dying.ts'
import { type Engines, OUTBOX } from '../faults/engines.ts'
import { COUNTY, OTHER_COUNTY } from '../faults/lists.ts'
import { type Message as Before, World } from '../faults/world.ts'
import { signature } from '../signature.ts'
import { itemsOf, putItems } from './items.ts'

const DELIVERERS = ['township', 'report', 'batch', 'bank', 'finance'] as const

export type Message =
  | Before
  | { readonly stage: 'township'; readonly body: SnapshotReady }
  | { readonly stage: 'report'; readonly body: ToReport }
  | { readonly stage: 'batch'; readonly body: BatchStep }
  | { readonly stage: 'bank' | 'finance'; readonly body: FromBatch }

/** Fewer files say as much. */
const fewerCategories = (policy: Policy): Policy => ({
  ...policy,
  version: policy.version + 1,
  categories: policy.categories.filter(({ code }) => code === 'dibao' || code === 'registered-poor'),
})

export const PERIOD = '2018-05'
export const DAY = '2018-06-06'

/** Tables and queues of its own; every world has the one outbox, whose keys say whose they are. */
export class DeliveryWorld {
  readonly world: World
  readonly report: ReturnType<typeof reportDeps>
  readonly batch: ReturnType<typeof batchDeps>

  private constructor(world: World) {
    this.world = world
    const { clients } = world.engines
    const config = {
      PEOPLE_TABLE: world.people,
      WORK_TABLE: world.work,
      OUTBOX_BUCKET: OUTBOX,
      FROZEN_DAYS: 1,
      KEY_SECRET_ARN: '',
      BATCH_TOPIC_ARN: this.#topic('batches'),
      DEADLINES_QUEUE_URL: '',
      WEBHOOKS_QUEUE_URL: '',
      LETTERS: 'off' as const,
    }
    this.report = reportDeps(config, clients)
    // Tables of other worlds do not know what this one has instructed.
    const own = (key: string) => `${world.mark}/${key}`
    const outbox = objects(clients, OUTBOX)
    this.batch = {
      ...batchDeps(config, clients),
      instructions: instructions(
        { get: (key) => outbox.get(own(key)), freeze: (key, bytes) => outbox.freeze(own(key), bytes) },
        { keys: (prefix) => folders(clients, OUTBOX).keys(own(prefix)) },
      ),
    }
    Object.assign(world.snapshot, { ready: topic(clients, this.#topic('snapshots')) })
  }

  static async begin(engines: Engines): Promise<DeliveryWorld> {
    const delivery = new DeliveryWorld(await World.begin(engines))
    await delivery.batch.policies.put(fewerCategories(delivery.world.policy))
    // The queue of batches is there: match sends on who waits for a list.
    const others = DELIVERERS.filter((stage) => stage !== 'batch')
    await engines.openQueues(others.map((stage) => delivery.world.mark + stage))
    await delivery.#subscribe('snapshots', ['township', 'report'])
    await delivery.#subscribe('batches', ['bank', 'finance'])
    return delivery
  }

  /** The same persons, lists, runs and batches, in tables of their own: what one does the other does not see. */
  async copy(): Promise<DeliveryWorld> {
    const other = await DeliveryWorld.begin(this.world.engines)
    await Promise.all(
      (['people', 'work'] as const).map(async (table) =>
        putItems(other.world.engines, other.world[table], await itemsOf(this.world.engines, this.world[table])),
      ),
    )
    return other
  }

  /** Asks for the county's month to be closed. */
  async close(
    county: string,
    changes: Partial<Pick<DeterminationRun, 'at' | 'day' | 'period'>> = {},
  ): Promise<Message> {
    const run = { county, day: DAY, at: `${DAY}T02:00:00.000Z`, period: PERIOD, ...changes }
    const id = `${run.period}-${run.at}`
    await this.world.snapshot.runs.create({
      ...run,
      id,
      kind: run.period ? 'month-close' : 'redetermination',
      rounds: 0,
      state: 'open',
    })
    return { stage: 'snapshot', body: { county, run: id } }
  }

  /** Asks for a batch of a closed month, as the route does. */
  async prepare(county: string, run: string, changes: Partial<Batch> = {}): Promise<Message> {
    const year = Number(DAY.slice(0, 4))
    const id = nextNumber(await this.batch.batches.list(county), county, year)
    await this.batch.batches.create({
      id,
      county,
      period: PERIOD,
      run,
      year,
      day: DAY,
      at: `${DAY}T03:00:00.000Z`,
      state: 'preparing',
      preparedBy: signature('经办人'),
      ...changes,
    })
    return { stage: 'batch', body: { type: 'prepare', county, batch: id } }
  }

  async approve(county: string, batch: string): Promise<Message> {
    const to = { state: 'approving', approvedBy: signature('审批人'), day: DAY } as const
    if (!(await this.batch.batches.advance({ county, id: batch }, 'prepared', to))) throw new Error('not prepared')
    return { stage: 'batch', body: { type: 'approve', county, batch } }
  }

  deliver(message: Message, deaths: Deaths = nobodyDies): Promise<void> {
    return untilDone(() => this.handle(message), deaths)
  }

  handle(message: Message): Promise<void> {
    const { stage, body } = message
    switch (stage) {
      case 'township':
        return this.world.as(stage, townshipGrants, () => runTownship(this.report, SnapshotReady.parse(body)))
      case 'report':
        return this.world.as(stage, reportGrants, () => runReport(this.report, ToReport.parse(body)))
      case 'batch':
        return this.world.as(stage, this.#batchGrants(), () => runBatch(this.batch, ToBatch.parse(body)))
      case 'bank':
        return this.world.as(stage, bankGrants, () => runBank(this.report, FromBatch.parse(body)))
      case 'finance':
        return this.world.as(stage, financeGrants, () => runFinance(this.report, FromBatch.parse(body)))
      default:
        return this.world.handle(message)
    }
  }

  #batchGrants(): Grants {
    const { 'instructed/': instructed = [], ...outbox } = batchGrants.outbox ?? {}
    return { ...batchGrants, outbox: { ...outbox, [`${this.world.mark}/instructed/`]: instructed } }
  }

  /** Takes what stands in the queues. */
  async take(): Promise<Message[]> {
    const taken = await Promise.all(
      DELIVERERS.map(async (stage) => (await this.#takeFrom(stage)).map((body) => ({ stage, body }) as Message)),
    )
    return [...(await this.world.take()), ...taken.flat()]
  }

  /** Delivers these, then what is in the queues, until nothing is left; nobody hears what is sent to the stages of `without`. */
  async settle(
    first: readonly Message[] = [],
    { deaths = nobodyDies, without = [] }: { deaths?: Deaths; without?: readonly Message['stage'][] } = {},
  ): Promise<void> {
    for (let messages = [...first, ...(await this.take())]; messages.length > 0; messages = await this.take())
      for (const message of messages) if (!without.includes(message.stage)) await this.deliver(message, deaths)
  }

  #queueUrl(stage: string): string {
    return this.world.engines.queueUrl(this.world.mark + stage)
  }

  #topic(name: string): string {
    return `arn:aws:sns:${REGION}:${ACCOUNT}:${this.world.mark}${name}`
  }

  async #subscribe(name: string, stages: readonly string[]): Promise<void> {
    const { client } = await this.world.engines.clients.sns()
    await client.send(new CreateTopicCommand({ Name: this.world.mark + name }))
    for (const stage of stages)
      await client.send(
        new SubscribeCommand({
          TopicArn: this.#topic(name),
          Protocol: 'sqs',
          Endpoint: `arn:aws:sqs:${REGION}:${ACCOUNT}:${this.world.mark}${stage}`,
          Attributes: { RawMessageDelivery: 'true' },
        }),
      )
  }

  async #takeFrom(stage: string): Promise<unknown[]> {
    const bodies: unknown[] = []
    const QueueUrl = this.#queueUrl(stage)
    for (;;) {
      const { Messages = [] } = await this.world.engines.call<{ Messages?: { Body: string; ReceiptHandle: string }[] }>(
        'messages',
        'AmazonSQS.ReceiveMessage',
        { QueueUrl, MaxNumberOfMessages: 10 },
      )
      if (Messages.length === 0) return bodies
      for (const { Body, ReceiptHandle } of Messages) {
        bodies.push(JSON.parse(Body))
        await this.world.engines.call('messages', 'AmazonSQS.DeleteMessage', { QueueUrl, ReceiptHandle })
      }
    }
  }
}

/** Both counties' months are asked to be closed, one after the other. */
export const closeAll = async (delivery: DeliveryWorld): Promise<Message[]> => [
  await delivery.close(COUNTY),
  await delivery.close(OTHER_COUNTY, { at: `${DAY}T02:00:01.000Z` }),
]

/** A batch of each closed month is asked for. */
export const prepareAll = async (delivery: DeliveryWorld): Promise<Message[]> =>
  Promise.all(
    [COUNTY, OTHER_COUNTY].map(async (county) => {
      const [run] = await delivery.world.snapshot.runs.closes(county)
      return delivery.prepare(county, run!.id)
    }),
  )

/** Every prepared batch is approved. */
export const approveAll = async (delivery: DeliveryWorld): Promise<Message[]> => {
  const batches = await Promise.all([COUNTY, OTHER_COUNTY].map((county) => delivery.batch.batches.list(county)))
  const prepared = batches.flat().filter(({ state }) => state === 'prepared')
  return Promise.all(prepared.map(({ county, id }) => delivery.approve(county, id)))
}
