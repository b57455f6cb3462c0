/** A month on folders: the same bucket, queues and handlers as in the cloud, and the files that come out. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Policy } from '../schemas/policy.ts'
import { isDone } from '../schemas/upload.ts'
import { makeClients } from '../stores/clients.ts'
import { objects } from '../stores/objects.ts'
import { policies } from '../stores/policies.ts'
import { workTable } from '../stores/work.ts'
import { defaultPolicy } from './default-policy.ts'
import { type Hub, startHub } from './host/hub.ts'
import { hubClient } from './hub-client.ts'
import { type InboxFile, readInbox } from './inbox.ts'
import { type SentFile, writeHeld, writeOutcomes, writeRejections, writeReturned } from './month-files.ts'
import type { Progress } from './progress.ts'
import { stageUse } from './stage-use.ts'

export interface MonthOptions {
  readonly period: string
  readonly today: string
  readonly inbox: string
  readonly out: string
  /** Where the hub's state is kept; without it the month starts from nothing. */
  readonly data: string | undefined
  readonly policy: ((before: Policy) => Promise<Policy>) | undefined
  readonly progress: Progress
}

/** Uploads of different rosters that are under way at once. */
const ABREAST = 6

/** @throws where a fault ended a message in a dead-letter queue, naming it. */
export async function runMonth(options: MonthOptions): Promise<{ ignored: readonly string[] }> {
  const { progress, out } = options
  const dataDir = options.data ?? mkdtempSync(join(tmpdir(), 'yingbao-'))
  const begun = performance.now()
  const seconds: Record<string, number> = {}
  const lap = (stage: string, from: number) => {
    seconds[stage] = Math.round((performance.now() - from) / 10) / 100
  }
  const use = stageUse()
  progress.say('启动')
  const hub = await startHub({ dataDir, port: 0, env: { TODAY: options.today }, log: use.log })
  try {
    lap('start', begun)
    const failure = deadLetter(hub)
    const stores = storesOf(hub)
    const policy = await policyInForce(stores, options)
    const { groups, ignored } = readInbox(options.inbox, policy)

    const sending = performance.now()
    const sent = await orFail(failure, sendAll(hub, groups, options))
    await orFail(failure, hub.idle())
    const client = hubClient(hub.url)
    const uploads = await Promise.all(
      sent.map(async ({ file, id }): Promise<SentFile> => ({ file, upload: await client.upload(file.division, id) })),
    )
    const undone = uploads.filter(({ upload }) => !isDone(upload))
    if (undone.length > 0) throw new Error(`${undone.length} uploads were not matched to the end`)
    lap('lists', sending)

    const closing = performance.now()
    progress.say('汇总')
    const closes = await Promise.all(policy.counties.map((c) => client.close(c.code, options.period)))
    await orFail(failure, hub.idle())
    const reviews = await Promise.all(closes.map((r) => client.review(r.county, r.id)))
    lap('close', closing)

    const writing = performance.now()
    mkdirSync(out, { recursive: true })
    const outcomes = await writeOutcomes(out, stores.outbox, reviews)
    await writeRejections(out, stores.outbox, uploads)
    writeHeld(out, uploads)
    await writeReturned(out, stores.outbox, uploads)
    lap('files', writing)
    lap('all', begun)
    const listed = Object.values(outcomes).reduce(
      (sum, county) => sum + Object.values(county).reduce((a, b) => a + b, 0),
      0,
    )
    const summary = {
      period: options.period,
      today: options.today,
      listed,
      outcomes,
      uploads: uploads.length,
      seconds,
      ...use.totals(),
    }
    writeFileSync(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
    progress.end()
    return { ignored }
  } finally {
    await hub.stop()
    if (!options.data) rmSync(dataDir, { recursive: true, force: true })
  }
}

function storesOf(hub: Hub) {
  const web = hub.functions[Object.keys(hub.functions).find((name) => name.toLowerCase().includes('web'))!]!
  const clients = makeClients({ environment: hub.env })
  return { policies: policies(workTable(clients, web.WORK_TABLE!)), outbox: objects(clients, web.OUTBOX_BUCKET!) }
}

async function policyInForce(stores: ReturnType<typeof storesOf>, { policy: change }: MonthOptions): Promise<Policy> {
  let policy = await stores.policies.current()
  if (!policy) {
    policy = defaultPolicy()
    await stores.policies.put(policy)
  }
  if (change) {
    policy = await change(policy)
    await stores.policies.put(policy)
  }
  return policy
}

async function sendAll(
  hub: Hub,
  groups: readonly (readonly InboxFile[])[],
  { period, progress }: MonthOptions,
): Promise<{ file: InboxFile; id: string }[]> {
  const client = hubClient(hub.url)
  const total = groups.reduce((sum, group) => sum + group.length, 0)
  const sent: { file: InboxFile; id: string }[] = []
  const waiting = [...groups]
  const worker = async () => {
    for (let group = waiting.shift(); group; group = waiting.shift()) {
      // Of one roster the next list is asked for when the one before is settled: then `held` is judged in their order.
      for (const file of group) {
        const { division, office, form } = file
        const id = await client.send(
          { division, office, form, period, fileName: file.path.split('/').at(-1)! },
          file.path,
        )
        await client.settled(division, id)
        sent.push({ file, id })
        progress.at('比对', sent.length, total)
      }
    }
  }
  await Promise.all(Array.from({ length: ABREAST }, worker))
  return sent
}

/** Rejects when a message has been given up. */
function deadLetter(hub: Hub): Promise<never> {
  const failed = new Promise<never>((_, reject) => {
    hub.onDeadLetter(({ queue, messageId, error }) =>
      reject(new Error(`message ${messageId} of ${queue} ended as a dead letter: ${error}`)),
    )
  })
  failed.catch(() => {})
  return failed
}

function orFail<T>(failure: Promise<never>, work: Promise<T>): Promise<T> {
  return Promise.race([failure, work])
}
