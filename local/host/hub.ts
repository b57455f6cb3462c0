import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { type Engine, startEngine } from './engine-process.ts'
import type { QueueEvent } from './engines/messages.ts'
import { clientEnvironment, plainEnvironment } from './environment.ts'
import { startEventSource } from './event-source.ts'
import { createFaults, freeBytes, hubFault, saysFull, watchDisks } from './fault.ts'
import { lockFolder } from './folder-lock.ts'
import { startPools } from './function-pools.ts'
import { openKeep } from './keep.ts'
import { type Log, logToStderr } from './log.ts'
import { listenForMail } from './mail-front.ts'
import { type Plan, readPlan } from './plan.ts'
import { createQueueLedger, type DeadLetter, type QueueCount, type QueueLedger } from './queue-ledger.ts'
import { sendScheduled, startSchedules } from './schedules.ts'
import { serveSecrets } from './secrets.ts'
import { loadTemplate } from './template.ts'
import { listenForWeb } from './web-front.ts'

export interface HubOptions {
  /** A synthesised template: its path, or itself (then with `assets`). Without one, this project's app is synthesised. */
  template?: string | object
  /** Folder that holds `asset.<hash>`; the template's own folder if it is a path. */
  assets?: string
  /** Where everything is kept; one hub at a time. */
  dataDir: string
  /** Of the web function; 8080 by default, 0 for any free one. */
  port?: number
  /** For the functions, beside what the template gives them. */
  env?: Record<string, string>
  log?: Log
  /** Whether letters are sent, to an engine that keeps them in memory; off by default. */
  letters?: boolean
  /** Processes that are started before anything is to be done, one after the other, each with its stages; by default none. */
  warm?: readonly (readonly string[])[]
  /** Done while the engines start in their processes, which takes a while. */
  meanwhile?: () => Promise<unknown>
  /** After how many seconds a message whose handler failed is delivered again; 1 by default. */
  retrySeconds?: number
  /** Bytes that are free in a folder. */
  freeBytes?: (dir: string) => number
  /** How long handlers may still run when the hub stops (ms); 5,000 by default. */
  graceMs?: number
}

export interface Hub {
  /** Of the web function, as `http://localhost:8080`. */
  url: string
  /** `ses` shows the letters that were sent: a page at `/`, JSON at `/store`. */
  endpoints: Record<'dynamodb' | 's3' | 'sqs' | 'sns' | 'secretsManager' | 'ses', string>
  /** What an AWS client needs to reach the engines: the same environment that functions get. */
  env: Record<string, string>
  outputs: Record<string, string>
  /** Physical names (of queues: URLs, of topics and secrets: ARNs) by logical id. */
  resources: Record<string, string>
  /** What each function finds in its environment, by the function's name. */
  functions: Record<string, Record<string, string>>
  stop(): Promise<void>
  queues(): Record<string, QueueCount>
  /**
   * Resolves when puts + sends - deletes is 0: nothing is under way. Rejects if an engine died.
   * @param stages only these (`match`, `snapshot`): what they hand on may still be at work
   */
  idle(stages?: readonly string[]): Promise<void>
  onDeadLetter(listener: (letter: DeadLetter) => void): void
  /**
   * Called once when the hub cannot go on: an engine ended, the disk is full. Messages are not taken any more by then and
   * requests are answered with 503; what is left to do is to say so and to `stop`.
   */
  onFault(listener: (error: Error) => void): void
  /** Headers with which this process, and nobody else, asks the web function as if it were that day (`YYYY-MM-DD`). */
  playedOn(day: string): Record<string, string>
  /** From now on the template's schedules are kept. */
  keepSchedules(): void
  /** Sends the messages of a stage's schedules as if they were meant for that time (ISO 8601, UTC). */
  runSchedules(time: string, stage?: string): Promise<void>
}

/**
 * Brings up what a template says on the embedded engines and keeps it running until `stop`.
 * @throws if the folder is in use, the port is taken, or the template asks for something the host does not know
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
    // The engines start while the template is made: both take about as long.
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
      { ...plainEnvironment(), ...env, ...(!letters && { LETTERS: 'off' }), ...options.env },
      log,
    )
    // Whoever was full may have made room again by now: its word counts, and the disk is looked at.
    const failed = (message: string) => (saysFull(message) ? faults.raise(hubFault('DiskFull', message)) : disks.look())
    const books = ledger
    const sources = plan.mappings.map((mapping) =>
      startEventSource(mapping, pools.of(mapping.function), messages.url, retrySeconds, books, log, failed),
    )
    const halt = (ms: number) => Promise.all([...sources.map((one) => one.stop()), pools.stop(ms)])
    undo.push(() => halt(graceMs))
    // At once: what is tried without an engine, or without room, is one of the tries of a message that is not to blame.
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
          // Everything that happened before this question is in the books when its answer comes.
          await messages.call('barrier')
          if (books.isSettled(queues)) return
          await books.settled(queues)
        }
      },
      onDeadLetter: (listener) => books.onDeadLetter(listener),
      onFault: faults.onFault,
      playedOn: (day) => web.playedOn(day),
      keepSchedules: () => void undo.push(startSchedules(plan.schedules, messages.url, log)),
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

/** A function is named after its stage. */
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
}: HubOptions): Promise<{ template: string | object; assets: string }> {
  if (typeof template === 'string') return { template, assets: assets ?? dirname(template) }
  if (template && assets) return { template, assets }
  if (template) throw new Error('a template that is not a file needs its folder of assets')
  const { synthesise } = await import('../../infra/synth.ts')
  return synthesise()
}

/** As Promise.all, but an error waits for the others to end, so that what they started can be stopped. */
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
