import { hubFault, saysFull } from '../../machine/fault.ts'

// fauxqs imports Node's http, whose import would evaluate undici for these.
for (const name of ['WebSocket', 'CloseEvent', 'MessageEvent'])
  Object.defineProperty(process.getBuiltinModule('node:http'), name, { value: undefined })
const { buildApp } = await import('fauxqs')

/** Parts of fauxqs that its package does not export; its version is pinned. */
export interface QueueStore {
  spy: { addMessage(message: SpyMessage): void }
  persistence: unknown
  allQueues(): Iterable<{ persistence: unknown }>
  inspectQueue(
    name: string,
  ): { messages: { ready: unknown[]; delayed: unknown[]; inflight: { receiptHandle: string }[] } } | undefined
}

export interface TopicStore {
  persistence: unknown
  createTopic(name: string, attributes: object, tags: undefined, region: string): { arn: string }
  subscribe(topicArn: string, protocol: 'sqs', queueArn: string, attributes: object): unknown
}

interface Persistence {
  db: { exec(sql: string): void; prepare(sql: string): { get(): unknown } }
  loadSqsAndSns(queues: QueueStore, topics: TopicStore): void
  close(): void
}

export interface SpyMessage {
  service: string
  queueName: string
  messageId: string
  body: string
  status: 'published' | 'consumed' | 'dlq'
}

interface FifoMessage {
  sequenceNumber?: string
}

interface FifoQueue {
  fifoMessages: Map<string, FifoMessage[]>
  fifoLockedGroups: Map<string, number>
  processTimers(): void
  dequeueFifo(most: number, ...rest: unknown[]): unknown[]
}

/**
 * SQS hands out several messages of a group and keeps their order when they come back; fauxqs hands out one and turns
 * the order round.
 */
function handOutGroups(prototype: FifoQueue): void {
  const { dequeueFifo, processTimers } = prototype
  prototype.processTimers = function () {
    processTimers.call(this)
    for (const messages of this.fifoMessages?.values() ?? [])
      messages.sort((a, b) => ((a.sequenceNumber ?? '') < (b.sequenceNumber ?? '') ? -1 : 1))
  }
  prototype.dequeueFifo = function (most, ...rest) {
    this.processTimers()
    const group = [...this.fifoMessages.keys()].find((id) => !this.fifoLockedGroups.has(id))
    if (group === undefined) return []
    const { fifoMessages, fifoLockedGroups } = this
    const messages = fifoMessages.get(group)!
    fifoMessages.delete(group)
    const found: unknown[] = []
    this.processTimers = () => {}
    while (found.length < Math.min(most, 10) && messages.length > 0) {
      this.fifoMessages = new Map([[group, messages]])
      this.fifoLockedGroups = new Map()
      found.push(...dequeueFifo.call(this, 1, ...rest))
    }
    Object.assign(this, { fifoMessages, fifoLockedGroups })
    Reflect.deleteProperty(this, 'processTimers')
    if (found.length > 0) fifoLockedGroups.set(group, found.length)
    if (messages.length > 0) fifoMessages.set(group, messages)
    return found
  }
}

/** @throws `DataDamaged` where the file is not as it was written */
function openChecked(open: () => Persistence): Persistence {
  try {
    const persistence = open()
    const { quick_check: found } = persistence.db.prepare('PRAGMA quick_check').get() as { quick_check: string }
    if (found !== 'ok') throw new Error(found)
    return persistence
  } catch (error) {
    const { message } = error as Error
    throw saysFull(message) ? error : hubFault('DataDamaged', `the messages: ${message}`)
  }
}

const part = (path: string) => import(new URL(path, import.meta.resolve('fauxqs')).href)

/**
 * fauxqs has no option to listen on 127.0.0.1 alone, or to spy on queues of an earlier run.
 * @param spy told of every message inside the request that caused it
 */
export async function assembleFauxqs(dataDir: string, region: string, spy: (message: SpyMessage) => void) {
  const [{ SqsStore, SqsQueue }, { SnsStore }, { PersistenceManager }] = await Promise.all([
    part('./sqs/sqsStore.js'),
    part('./sns/snsStore.js'),
    part('./persistence.js'),
  ])
  handOutGroups(SqsQueue.prototype)
  const queues: QueueStore = new SqsStore()
  const topics: TopicStore = new SnsStore()
  const persistence = openChecked(() => new PersistenceManager(dataDir))
  // A power cut may lose the last moment, a crash nothing.
  persistence.db.exec('PRAGMA synchronous = NORMAL')
  queues.spy = { addMessage: spy }
  persistence.loadSqsAndSns(queues, topics)
  queues.persistence = persistence
  topics.persistence = persistence
  for (const queue of queues.allQueues()) queue.persistence = persistence
  const app = buildApp({
    logger: false,
    defaultRegion: region,
    stores: { sqsStore: queues, snsStore: topics } as never,
  })
  app.addHook('onClose', () => persistence.close())
  return { app, queues, topics }
}
