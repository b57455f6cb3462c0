/** One city on tables and queues of its own: uploads asked for and put, messages delivered by whoever tests. */

import { intakeDeps } from '../../functions/intake/deps.ts'
import { grants as intakeGrants } from '../../functions/intake/grants.ts'
import { run as runIntake } from '../../functions/intake/run.ts'
import { matchDeps } from '../../functions/match/deps.ts'
import { grants as matchGrants } from '../../functions/match/grants.ts'
import { run as runMatch } from '../../functions/match/run.ts'
import type { Grants } from '../../functions/shared/stages/grants.ts'
import { snapshotDeps } from '../../functions/snapshot/deps.ts'
import { grants as snapshotGrants } from '../../functions/snapshot/grants.ts'
import { run as runSnapshot } from '../../functions/snapshot/run.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import type { Office } from '../../schemas/codes.ts'
import { type CasesMoved, ToDeadlines } from '../../schemas/messages/to-deadlines.ts'
import { ToIntake } from '../../schemas/messages/to-intake.ts'
import { ToMatch } from '../../schemas/messages/to-match.ts'
import { ToSnapshot } from '../../schemas/messages/to-snapshot.ts'
import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { headOf, inboxKey, type Upload } from '../../schemas/records/upload.ts'
import { signature } from '../signature.ts'
import { asStage, asWeb, type Stage } from './as-stage.ts'
import { type Deaths, nobodyDies, untilDone } from './dying.ts'
import { type Engines, INBOX, OUTBOX, SNAPSHOTS } from './engines.ts'
import { TOWNSHIPS } from './lists.ts'

export type Message =
  | { readonly stage: 'intake'; readonly body: ToIntake }
  | { readonly stage: 'match'; readonly body: ToMatch }
  | { readonly stage: 'snapshot'; readonly body: ToSnapshot }

export interface Sent {
  readonly form: string
  readonly content: Uint8Array
  readonly division?: string
  readonly office?: Office
  readonly day?: string
  readonly period?: string
  /** The policy's revision when it was asked for. */
  readonly policy?: number
}

const GRANTS = { intake: intakeGrants, match: matchGrants, snapshot: snapshotGrants }

/** An office sends each form, the city's policy says which. */
const OFFICES: Record<string, Office> = {
  register: 'social-insurance',
  'registered-poor': 'poverty-alleviation',
  disabled: 'disabled-federation',
}

/** Three of the city's counties: what every handler reads of the policy is as small as it can be. */
const whole = defaultPolicy()
const POLICY = { ...whole, counties: whole.counties.filter(({ code }) => code in TOWNSHIPS) }

let made = 0

export class World {
  /** Part of every name that this world does not share with others. */
  readonly mark = `w${++made}w`
  readonly policy: Policy
  readonly engines: Engines
  readonly people = `${this.mark}people`
  readonly work = `${this.mark}work`
  readonly intake: ReturnType<typeof intakeDeps>
  readonly match: ReturnType<typeof matchDeps>
  readonly snapshot: ReturnType<typeof snapshotDeps>
  readonly #queues: { match: string; snapshot: string; batch: string; letters: string }
  readonly #letters = new Set<string>()
  readonly #moved: CasesMoved[] = []
  #asked = 0

  private constructor(engines: Engines, policy: Policy, shards: number) {
    this.engines = engines
    this.policy = policy
    const url = (name: string) => engines.queueUrl(this.mark + name)
    this.#queues = {
      match: url('match.fifo'),
      snapshot: url('snapshot'),
      batch: url('batch'),
      letters: url('deadlines.fifo'),
    }
    const config = {
      PEOPLE_TABLE: this.people,
      WORK_TABLE: this.work,
      INBOX_BUCKET: INBOX,
      OUTBOX_BUCKET: OUTBOX,
      FROZEN_DAYS: 1,
      MATCH_QUEUE_URL: this.#queues.match,
      SNAPSHOT_QUEUE_URL: this.#queues.snapshot,
      BATCH_QUEUE_URL: this.#queues.batch,
      DEADLINES_QUEUE_URL: this.#queues.letters,
      WEBHOOKS_QUEUE_URL: url('webhooks'),
      SNAPSHOT_TOPIC_ARN: SNAPSHOTS,
      KEY_SECRET_ARN: '',
      SHARDS: shards,
    }
    const { clients } = engines
    this.intake = {
      ...intakeDeps(config, clients),
      // What heads of other worlds name lies below the same keys.
      folders: { keys: async () => [] },
      now: () => new Date('2018-06-06T08:00:00Z'),
    }
    this.match = { ...matchDeps(config, clients), now: this.intake.now }
    this.snapshot = { ...snapshotDeps(config, clients), now: this.intake.now }
  }

  static async begin(engines: Engines, shards = 1, policy: Policy = POLICY): Promise<World> {
    const world = new World(engines, policy, shards)
    await Promise.all([
      engines.openTables([
        { name: world.people, hash: 'h', range: 'sk' },
        { name: world.work, hash: 'pk', range: 'sk' },
      ]),
      engines.openQueues([
        `${world.mark}match.fifo`,
        `${world.mark}snapshot`,
        `${world.mark}batch`,
        `${world.mark}deadlines.fifo`,
        `${world.mark}webhooks`,
      ]),
    ])
    await world.intake.policies.put(policy)
    return world
  }

  /** An upload is asked for and its file put: the message that the inbox then sends. */
  async send({
    form,
    content,
    division = '440222',
    office,
    day = '2018-06-06',
    period,
    policy,
  }: Sent): Promise<Message> {
    const n = ++this.#asked
    const sender = office ?? OFFICES[form.replace(/-(full|new)$/, '')] ?? 'civil-affairs'
    const upload: Upload = {
      id: `${this.mark}u${String(n).padStart(3, '0')}-${sender}`,
      division,
      office: sender,
      form,
      period: period ?? day.slice(0, 7),
      fileName: `${form}.csv`,
      size: content.length,
      state: 'requested',
      day,
      requestedAt: `${day}T01:00:00.${String(n).padStart(3, '0')}Z`,
      policy: policy ?? this.policy.version,
      sequence: await this.intake.heads.issue(headOf(division, form)),
    }
    await this.intake.uploads.create(upload)
    await this.intake.inbox.put(inboxKey(upload), content)
    return { stage: 'intake', body: arrived(upload) }
  }

  async confirm(upload: Upload): Promise<Message> {
    const { division, id } = upload
    if (!(await this.intake.uploads.confirm(division, id, signature('复核人'), upload.endingsKey)))
      throw new Error('the list does not wait')
    return { stage: 'intake', body: { type: 'held.confirmed', division, upload: id } }
  }

  /** Its office takes a list back, or a second person sends a held one back. */
  async takeOut({ division, id }: Upload, sentBack = false): Promise<Message> {
    const withdrawn = { by: signature('经办人'), at: '2018-06-06T08:00:00.000Z', sentBack }
    if (!(await this.intake.uploads.withdraw(division, id, withdrawn, ['requested', 'accepted', 'held'])))
      throw new Error('the list is taken out already')
    return { stage: 'intake', body: { type: 'list.withdrawn', division, upload: id } }
  }

  async run(county: string, day: string, period?: string): Promise<Message> {
    const run: DeterminationRun = {
      id: `${this.mark}${period ?? 'review'}-${county}`,
      county,
      day,
      at: `${day}T02:00:00.000Z`,
      ...(period && { period }),
      kind: period ? 'month-close' : 'redetermination',
      rounds: 0,
      state: 'open',
    }
    await this.snapshot.runs.create(run)
    return { stage: 'snapshot', body: { run: run.id, county } }
  }

  /** Runs the message's handler until it has come to its end, however often it dies. */
  deliver(message: Message, deaths: Deaths = nobodyDies): Promise<void> {
    return untilDone(() => this.handle(message), deaths)
  }

  /** Match gets all of these units in one call, as its queue hands them out. */
  deliverTogether(units: readonly Message[], deaths: Deaths = nobodyDies): Promise<void> {
    const messages = units.map(({ body }) => ToMatch.parse(body))
    return untilDone(() => runMatch(this.match, messages), deaths)
  }

  handle({ stage, body }: Message): Promise<void> {
    return this.as(stage, GRANTS[stage], () => {
      if (stage === 'intake') return runIntake(this.intake, ToIntake.parse(body))
      if (stage === 'match') return runMatch(this.match, [ToMatch.parse(body)])
      return runSnapshot(this.snapshot, ToSnapshot.parse(body))
    })
  }

  /** With the rights of its role. */
  as<T>(name: string, grants: Grants, work: () => Promise<T>): Promise<T> {
    return asStage(this.engines.clients, { name, grants, tables: this.tables }, work)
  }

  /** Routes over its stores, with the rights of web. */
  web<Web extends object>(routes: Web): Web {
    return asWeb(this.engines.clients, this.tables, routes)
  }

  get tables(): Stage['tables'] {
    return { people: this.people, work: this.work }
  }

  /** Takes what stands in the queues of match and snapshot. */
  async take(): Promise<Message[]> {
    const bodies = await Promise.all(
      (['match', 'snapshot'] as const).map(async (stage) =>
        (await this.#takeFrom(this.#queues[stage])).map(({ Body }) => ({ stage, body: JSON.parse(Body) }) as Message),
      ),
    )
    return bodies.flat()
  }

  /** What offices have been or will be written about, each thing once, however often it was said. */
  async letters(): Promise<string[]> {
    await this.#takeLetters()
    return [...this.#letters].sort()
  }

  /** What cases are counted for again, since this was asked last. */
  async moved(): Promise<CasesMoved[]> {
    await this.#takeLetters()
    return this.#moved.splice(0)
  }

  async #takeLetters(): Promise<void> {
    for (const { Attributes, Body } of await this.#takeFrom(this.#queues.letters)) {
      const message = ToDeadlines.parse(JSON.parse(Body))
      if ('type' in message && message.type === 'cases.moved') this.#moved.push(message)
      else this.#letters.add(Attributes.MessageDeduplicationId)
    }
  }

  /** Delivers what is in the queues, in their order, until nothing is left. */
  async settle(deaths: Deaths = nobodyDies): Promise<void> {
    for (let messages = await this.take(); messages.length > 0; messages = await this.take())
      for (const message of messages) await this.deliver(message, deaths)
  }

  async #takeFrom(url: string): Promise<Received[]> {
    const taken: Received[] = []
    for (;;) {
      const { Messages = [] } = await this.engines.call<{ Messages?: Received[] }>(
        'messages',
        'AmazonSQS.ReceiveMessage',
        { QueueUrl: url, MaxNumberOfMessages: 10, AttributeNames: ['MessageDeduplicationId'] },
      )
      if (Messages.length === 0) return taken
      taken.push(...Messages)
      for (const { ReceiptHandle } of Messages)
        await this.engines.call('messages', 'AmazonSQS.DeleteMessage', { QueueUrl: url, ReceiptHandle })
    }
  }
}

interface Received {
  readonly Body: string
  readonly ReceiptHandle: string
  readonly Attributes: { readonly MessageDeduplicationId: string }
}

/** What the inbox says of an object. */
export function arrived(upload: Upload): ToIntake {
  const object = { key: encodeURIComponent(inboxKey(upload)).replaceAll('%2F', '/'), size: upload.size }
  return { Records: [{ eventName: 'ObjectCreated:Put', s3: { bucket: { name: INBOX }, object } }] }
}
