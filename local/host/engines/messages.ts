import type { AddressInfo } from 'node:net'
import { jsonCall } from '../json-call.ts'
import { ACCOUNT, REGION } from '../names.ts'
import type { QueuePlan, TopicPlan } from '../plan.ts'
import { type EngineHandle, fail, report, runEngine } from './engine.ts'
import { assembleFauxqs, type QueueStore, type SpyMessage, type TopicStore } from './fauxqs.ts'
import { doorKey, guard, guardedUrl } from './guard.ts'

/** What happened to a message, as the queue engine itself saw it. The body travels with a dead letter only. */
export interface QueueEvent {
  kind: 'sent' | 'deleted' | 'dead'
  queue: string
  id: string
  body?: string
}

const KINDS = { published: 'sent', consumed: 'deleted', dlq: 'dead' } as const

await runEngine(async ({ dir, port: wished, secretAccessKey }): Promise<EngineHandle> => {
  const { app, queues, topics } = await assembleFauxqs(dir, REGION, tell)
  app.addHook('onError', async (_request, _reply, error) => {
    if (error.code?.startsWith('ERR_SQLITE')) fail(error)
  })
  guard(app.server, doorKey(secretAccessKey))
  await app.listen({ port: wished, host: '127.0.0.1' }).catch(() => app.listen({ port: 0, host: '127.0.0.1' }))
  const { port } = app.server.address() as AddressInfo
  const url = guardedUrl(port, secretAccessKey)
  return {
    port,
    operations: {
      open: async (plan: { queues: QueuePlan[]; topics: TopicPlan[] }) => {
        const held = await openQueues(url, queues, plan.queues)
        openTopics(topics, plan.topics)
        return held
      },
      // An answer over the ordered channel: whatever happened before it has been reported before it.
      barrier: () => {},
    },
    close: () => app.close(),
  }
})

function tell(message: SpyMessage): void {
  if (message.service !== 'sqs') return
  const kind = KINDS[message.status]
  const event: QueueEvent = { kind, queue: message.queueName, id: message.messageId }
  if (kind === 'dead') event.body = message.body
  report(event)
}

/**
 * Seconds. With a data folder fauxqs loses a message whose visibility is set to 0 (it writes NULL where its own
 * schema forbids it); a thousandth of a second it takes.
 */
const SOON = 0.001

/**
 * Creates queues, or brings those of the data folder up to the template, and puts back every message that was in
 * flight: whoever held it ended with the last hub.
 * @returns how many messages each queue holds
 */
async function openQueues(url: string, store: QueueStore, plans: QueuePlan[]): Promise<Record<string, number>> {
  const held: Record<string, number> = {}
  for (const { name, attributes } of plans) {
    const found = store.inspectQueue(name)
    if (!found) {
      await jsonCall(url, 'AmazonSQS.CreateQueue', { QueueName: name, Attributes: attributes })
      held[name] = 0
      continue
    }
    await jsonCall(url, 'AmazonSQS.SetQueueAttributes', { QueueUrl: name, Attributes: attributes })
    const { ready, delayed, inflight } = found.messages
    for (const { receiptHandle } of inflight)
      await jsonCall(url, 'AmazonSQS.ChangeMessageVisibility', {
        QueueUrl: name,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: SOON,
      })
    held[name] = ready.length + delayed.length + inflight.length
  }
  return held
}

function openTopics(store: TopicStore, plans: TopicPlan[]): void {
  for (const { name, queues } of plans) {
    const { arn } = store.createTopic(name, {}, undefined, REGION)
    for (const queue of queues)
      store.subscribe(
        arn,
        'sqs',
        `arn:aws:sqs:${REGION}:${ACCOUNT}:${queue.name}`,
        queue.raw ? { RawMessageDelivery: 'true' } : {},
      )
  }
}
