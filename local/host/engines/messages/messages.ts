import type { AddressInfo } from 'node:net'
import { jsonCall } from '../../machine/json-call.ts'
import { ACCOUNT, REGION } from '../../template/names.ts'
import type { QueuePlan, TopicPlan } from '../../template/plan.ts'
import { type EngineHandle, fail, report, runEngine } from '../engine.ts'
import { doorKey, guard, guardedUrl } from '../guard.ts'
import { assembleFauxqs, type QueueStore, type SpyMessage, type TopicStore } from './fauxqs.ts'

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

/** Seconds; fauxqs loses a message with a visibility of 0. */
const SOON = 0.001

/**
 * A message that was in flight ended with the last hub, and is put back.
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
