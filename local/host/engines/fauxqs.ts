import { buildApp } from 'fauxqs'

/** The parts of fauxqs that its package does not export; its version is pinned. */
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
  db: { exec(sql: string): void }
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

const part = (path: string) => import(new URL(path, import.meta.resolve('fauxqs')).href)

/**
 * Puts fauxqs together as its own `startFauxqs` does, with two differences that this has no option for: it listens on
 * 127.0.0.1 instead of every interface, and the spy watches the queues of the data folder too, not only new ones.
 * @param spy told of every message inside the request that caused it
 */
export async function assembleFauxqs(dataDir: string, region: string, spy: (message: SpyMessage) => void) {
  const [{ SqsStore }, { SnsStore }, { PersistenceManager }] = await Promise.all([
    part('./sqs/sqsStore.js'),
    part('./sns/snsStore.js'),
    part('./persistence.js'),
  ])
  const queues: QueueStore = new SqsStore()
  const topics: TopicStore = new SnsStore()
  const persistence: Persistence = new PersistenceManager(dataDir)
  // As careful as the other engines are: a power cut may lose the last moment, a crash nothing; twice as fast.
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
