import { Server } from 'node:net'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { jsonCall } from '../json-call.ts'
import type { QueuePlan, TopicPlan } from '../plan.ts'
import { type EngineHandle, report, runEngine } from './engine.ts'

/** What happened to a message, as the queue engine itself saw it. The body travels with a dead letter only. */
export interface QueueEvent {
  kind: 'sent' | 'deleted' | 'dead'
  queue: string
  id: string
  body?: string
}

const KINDS = { published: 'sent', consumed: 'deleted', dlq: 'dead' } as const

// fauxqs listens on every interface and has no option against it; here nothing but this machine may reach it.
const listen = Server.prototype.listen
Server.prototype.listen = function (this: Server, ...args: unknown[]) {
  const options = args[0]
  if (typeof options === 'object' && options !== null) Object.assign(options, { host: '127.0.0.1' })
  return listen.apply(this, args as never)
} as typeof listen

await runEngine(async ({ dir, port: wished }): Promise<EngineHandle> => {
  const server = await startOn(wished, dir).catch(() => startOn(0, dir))
  // The spy asks its filters about every message as it happens, inside the request that caused it: a filter that
  // never matches is a subscription, and the hub knows of a message before its sender has the answer.
  server.spy
    .waitForMessage((message) => {
      if (message.service !== 'sqs') return false
      const kind = KINDS[message.status]
      const event: QueueEvent = { kind, queue: message.queueName, id: message.messageId }
      if (kind === 'dead') event.body = message.body
      report(event)
      return false
    })
    .catch(() => {})
  return {
    port: server.port,
    operations: {
      open: (plan: { queues: QueuePlan[]; topics: TopicPlan[] }) => open(server, plan.queues, plan.topics),
      // An answer over the ordered channel: whatever happened before it has been reported before it.
      barrier: () => {},
    },
    close: () => server.stop(),
  }
})

function startOn(port: number, dataDir: string): Promise<FauxqsServer> {
  return startFauxqs({ port, dataDir, logger: false, messageSpies: { bufferSize: 1 } })
}

/**
 * Creates queues and topics, or brings those of the data folder up to the template, and puts back every message
 * that was in flight: whoever held it ended with the last hub.
 * @returns how many messages each queue holds
 */
async function open(server: FauxqsServer, queues: QueuePlan[], topics: TopicPlan[]): Promise<Record<string, number>> {
  const held: Record<string, number> = {}
  for (const { name, attributes } of queues) {
    const found = server.inspectQueue(name)
    if (!found) {
      // Not server.createQueue: that one forgets to set FIFO defaults.
      await jsonCall(server.port, 'AmazonSQS.CreateQueue', { QueueName: name, Attributes: attributes })
      held[name] = 0
      continue
    }
    await jsonCall(server.port, 'AmazonSQS.SetQueueAttributes', { QueueUrl: name, Attributes: attributes })
    const { ready, delayed, inflight } = found.messages
    for (const { receiptHandle } of inflight)
      await jsonCall(server.port, 'AmazonSQS.ChangeMessageVisibility', {
        QueueUrl: name,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: SOON,
      })
    held[name] = ready.length + delayed.length + inflight.length
  }
  for (const topic of topics) {
    server.createTopic(topic.name)
    for (const queue of topic.queues)
      server.subscribe({
        topic: topic.name,
        queue: queue.name,
        attributes: queue.raw ? { RawMessageDelivery: 'true' } : {},
      })
  }
  return held
}

/**
 * Seconds. With a data folder fauxqs loses a message whose visibility is set to 0 (it writes NULL where its own
 * schema forbids it), a thousandth of a second it takes.
 */
const SOON = 0.001
