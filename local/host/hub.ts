import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { type Engine, startEngine } from './engines/engine-process.ts'
import type { QueueEvent } from './engines/messages/messages.ts'
import { startEventSource } from './events/event-source.ts'
import { createQueueLedger, type DeadLetter, type QueueCount, type QueueLedger } from './events/queue-ledger.ts'
import { sendScheduled, startSchedules } from './events/schedules.ts'
import type { Beside } from './fronts/beside.ts'
import { listenForMail } from './fronts/mail-front.ts'
import { serveSecrets } from './fronts/secrets.ts'
import { listenForWeb } from './fronts/web-front.ts'
import { type Sharing, startPools } from './functions/function-pools.ts'
import { createFaults, freeBytes, hubFault, saysFull, watchDisks } from './machine/fault.ts'
import { lockFolder } from './machine/folder-lock.ts'
import { openKeep } from './machine/keep.ts'
import { type Log, logToStderr } from './machine/log.ts'
import { ROOMY_HEAP } from './machine/roomy-heap.ts'
import { clientEnvironment, plainEnvironment } from './template/environment.ts'
import { type Plan, readPlan } from './template/plan.ts'
import { loadTemplate } from './template/template.ts'

export interface HubOptions {
  template?: string | object
  assets?: string
  dataDir: string
  /** 8080 by default, 0 for any free port. */
  port?: number
  env?: Record<string, string>
  log?: Log
  /** Letters stay in memory; off by default. */
  letters?: boolean
  warm?: readonly (readonly string[])[]
  /** `stages` by default. */
  sharing?: Sharing
  meanwhile?: () => Promise<unknown>
  retrySeconds?: number
  freeBytes?: (dir: string) => number
  /** Milliseconds; 5,000 by default. */
  graceMs?: number
  /** V8's flags of the stages; roomy by default. */
  heap?: readonly string[]
}

export interface Hub {
  url: string
  /** `ses` has a page of the letters at `/` and JSON at `/store`. */
  endpoints: Record<'dynamodb' | 's3' | 'sqs' | 'sns' | 'secretsManager' | 'ses', string>
  env: Record<string, string>
  outputs: Record<string, string>
  /** Queues by URL, topics and secrets by ARN, other resources by name, each under its logical id. */
  resources: Record<string, string>
  functions: Record<string, Record<string, string>>
  stop(): Promise<void>
  queues(): Record<string, QueueCount>
  /**
   * Resolves when nothing is under way (puts + sends - deletes is 0), or in these stages.
   * @throws if an engine died
   */
  idle(stages?: readonly string[]): Promise<void>
  onDeadLetter(listener: (letter: DeadLetter) => void): void
  /** A listener says so and calls `stop`; messages are not taken and requests get 503 by then. */
  onFault(listener: (error: Error) => void): void
  /** Headers that let this process alone ask as of a day (`YYYY-MM-DD`). */
  playedOn(day: string): Record<string, string>
  /** Whoever says no day asks as of this one. */
  livesOn(day: string): void
  /** Pages of the host itself, such as the demo's persons. */
  standBeside(beside: Beside): void
  /** @param stage whose alone; of all where absent */
  keepSchedules(stage?: string): void
  /** @param time ISO 8601 in UTC */
  runSchedules(time: string, stage?: string): Promise<void>
}

/**
 * A template's resources on the embedded engines, until `stop`.
 * @throws if folder or port are taken, or the template has something unknown
 */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { log = logToStderr, retrySeconds = 1, graceMs = 5000, letters = false } = options
  const dataDir = resolve(options.dataDir)
  const undo: (() => unknown)[] = []
  const stop = once(async () => {
    for (const step of undo.reverse()) await step()
  })
  try {
    undo.push(lockFolder(dataDir))
    let ledger: QueueLedger | undefined
    const faults = createFaults()
    faults.onFault((error) => {
      log({ event: 'hub died', code: error.name })
      ledger?.fail(error)
    })
    const disks = watchDisks([dataDir, tmpdir()], options.freeBytes ?? freeBytes, (error) => faults.raise(error))
    undo.push(() => disks.stop())
    faults.check()
    const keep = openKeep(dataDir)
    const web = await listenForWeb(options.port ?? 8080)
    undo.push(() => web.close())
    const url = `http://localhost:${web.port}`

    const keys = {
      accessKeyId: keep.once('access key', () => `LOCAL${randomBytes(8).toString('hex').toUpperCase()}`),
      secretAccessKey: keep.once('secret key', () => randomBytes(24).toString('base64url')),
    }
    const engines: Engine[] = []
    undo.push(() => Promise.all(engines.map((one) => one.stop())))
    const engine = async (name: 'dynamodb' | 's3' | 'messages' | 'mail'): Promise<Engine> => {
      const started = await startEngine(
        name,
        { dir: join(dataDir, name), port: Number(keep.get(`port ${name}`) ?? 0), ...keys },
        plainEnvironment(),
        (event: QueueEvent) => ledger?.record(event),
        faults.raise,
      )
      engines.push(started)
      keep.set(`port ${name}`, String(started.port))
      return started
    }
    const begun = performance.now()
    const timed = async <T>(phase: string, work: Promise<T>): Promise<T> => {
      const result = await work
      log({ event: 'up', phase, milliseconds: Math.round(performance.now() - begun) })
      return result
    }
    const [dynamodb, messages, s3, source] = await allOrFirstError([
      timed('dynamodb', engine('dynamodb')),
      timed('messages', engine('messages')),
      timed('s3', engine('s3')),
      timed('template', templateSource(options)),
      options.meanwhile?.(),
    ])
    const plan = readPlan(loadTemplate(source.template), source.assets, { queues: messages.port, web: url })

    const consumed = new Set(plan.mappings.map(({ queue }) => queue))
    ledger = createQueueLedger(
      plan.queues.map(({ name }) => name),
      consumed,
    )
    ledger.onDeadLetter(({ queue, messageId }) => log({ event: 'dead letter', queue, messageId }))
    const [secrets, , , held] = await allOrFirstError([
      serveSecrets(plan.secrets, keep, keys.secretAccessKey),
      dynamodb.call('open', plan.tables),
      s3.call('open', { buckets: plan.buckets, queues: messages.url }),
      messages.call<Record<string, number>>('open', { queues: plan.queues, topics: plan.topics }),
    ])
    undo.push(() => secrets.close())
    ledger.found(held)

    const mail = await listenForMail(Number(keep.get('port of mail') ?? 0), keys.secretAccessKey, () => engine('mail'))
    undo.push(() => mail.close())
    keep.set('port of mail', String(mail.port))
    const endpoints = {
      dynamodb: dynamodb.url,
      s3: s3.url,
      sqs: messages.url,
      sns: messages.url,
      secretsManager: secrets.url,
      ses: mail.url,
    }
    const env = clientEnvironment(endpoints, keys)
    const pools = startPools(
      plan,
      { ...plainEnvironment(), ...env, WEBHOOKS_ANYWHERE: 'yes', ...(!letters && { LETTERS: 'off' }), ...options.env },
      log,
      { heap: options.heap ?? ROOMY_HEAP, sharing: options.sharing ?? 'stages' },
      messages.keep,
    )
    const failed = (message: string) => (saysFull(message) ? faults.raise(hubFault('DiskFull', message)) : disks.look())
    const books = ledger
    const sources = plan.mappings.map((mapping) =>
      startEventSource(mapping, pools.of(mapping.function), messages.url, retrySeconds, books, log, failed),
    )
    const halt = (ms: number) => Promise.all([...sources.map((one) => one.stop()), pools.stop(ms)])
    undo.push(() => halt(graceMs))
    // A message is not to blame for a missing engine, and should lose no try by it.
    faults.onFault(() => void halt(0))
    if (plan.web) web.open(pools.of(plan.web))
    void pools.warm(options.warm ?? [])
    await timed('hub', Promise.resolve())

    faults.check()
    return {
      url,
      endpoints,
      env,
      outputs: plan.outputs,
      resources: plan.resources,
      functions: Object.fromEntries(plan.functions.map(({ name, environment }) => [name, environment])),
      stop,
      queues: () => books.counts(),
      idle: async (stages) => {
        const queues = stages && queuesOf(plan, stages)
        for (;;) {
          // Everything before this question is in the books when its answer comes.
          await messages.call('barrier')
          if (books.isSettled(queues)) return
          await books.settled(queues)
        }
      },
      onDeadLetter: (listener) => books.onDeadLetter(listener),
      onFault: faults.onFault,
      playedOn: (day) => web.playedOn(day),
      livesOn: (day) => web.livesOn(day),
      standBeside: (beside) => web.standBeside(beside),
      // Who has the hub on this machine sees it stand still.
      keepSchedules: (stage = '') => {
        const kept = plan.schedules.filter(({ name }) => name.startsWith(stage) && !name.startsWith('canary'))
        undo.push(startSchedules(kept, messages.url, log))
      },
      runSchedules: async (time, stage = 'deadlines') => {
        const own = plan.schedules.filter(({ name }) => name.startsWith(stage))
        for (const one of own) await sendScheduled(one, messages.url, time)
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function queuesOf({ mappings }: Plan, stages: readonly string[]): string[] {
  return stages.map((stage) => {
    const found = mappings.find((mapping) => mapping.function.startsWith(stage))
    if (!found) throw new Error(`the template has no stage ${stage}`)
    return found.queue
  })
}

async function templateSource({
  template,
  assets,
}: HubOptions): Promise<{ template: string | object | readonly string[]; assets: string }> {
  if (typeof template === 'string') return { template, assets: assets ?? dirname(template) }
  if (template && assets) return { template, assets }
  if (template) throw new Error('a template that is not a file needs its folder of assets')
  const { synthesise } = await import('../../infra/synth.ts')
  const assembly = await synthesise()
  return { template: assembly.templates, assets: assembly.assets }
}

async function allOrFirstError<T extends readonly unknown[]>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const results = await Promise.allSettled(work)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as never
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => {
    running ??= work()
    return running
  }
}
