import { setTimeout } from 'node:timers/promises'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import type { Outcome, PooledFunction } from '../functions/function-pool.ts'
import { jsonCall } from '../machine/json-call.ts'
import type { Log } from '../machine/log.ts'
import { REGION } from '../template/names.ts'
import type { MappingPlan } from '../template/plan.ts'
import type { QueueLedger } from './queue-ledger.ts'
import { createTurns, senderIn } from './turns.ts'

export interface EventSource {
  /** @returns when the batches in hand have ended */
  stop(): Promise<void>
}

const MOST_WAITING = 1000
const KEEP_SECONDS = 900

interface Message {
  MessageId: string
  ReceiptHandle: string
  Body: string
  MD5OfBody: string
  Attributes?: Record<string, string>
  MessageAttributes?: Record<string, never>
}

/**
 * A queue feeds its function batch by batch, one office's objects one at a time; a failed message comes back after
 * `retrySeconds`.
 */
export function startEventSource(
  mapping: MappingPlan,
  pool: PooledFunction,
  url: string,
  retrySeconds: number,
  ledger: QueueLedger,
  log: Log,
  failed: (message: string) => void,
): EventSource {
  const { queue } = mapping
  const most = Math.min(mapping.maximumConcurrency ?? pool.size, pool.size)
  const running = new Set<Promise<void>>()
  const remove = createDeleter(url, queue)
  let stopping = false
  let wake = (): void => {}
  const turns = createTurns<Message[]>({
    senderOf: ([first, ...others]) => (others.length > 0 || !first ? undefined : senderIn(first.Body)),
    hasRoom: () => !stopping && running.size < most,
    start: (batch) => {
      const work = handle(batch).finally(() => {
        running.delete(work)
        wake()
      })
      running.add(work)
      return work
    },
  })
  // A message that waits for its turn must not come a second time.
  const keeping = setInterval(() => {
    for (const message of turns.waiting.flat()) void setVisibility(url, queue, message, KEEP_SECONDS)
  }, KEEP_SECONDS * 100)

  const poll = async (): Promise<void> => {
    while (!stopping) {
      const free = most - running.size
      if (free <= 0 || turns.waiting.length >= MOST_WAITING) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        continue
      }
      const messages = await receive(url, queue, Math.min(10, free * mapping.batchSize)).catch(async (error: Error) => {
        if (stopping) return []
        log({ event: 'receive failed', queue, code: error.name })
        await setTimeout(100)
        return []
      })
      if (messages.length === 0 || stopping) continue
      ledger.received(queue, messages.length)
      const batches: Message[][] = []
      for (let at = 0; at < messages.length; at += mapping.batchSize)
        batches.push(messages.slice(at, at + mapping.batchSize))
      turns.add(batches)
    }
  }

  const handle = async (batch: Message[]): Promise<void> => {
    const outcome = await pool.invoke(sqsEvent(mapping, batch))
    if (!outcome.ok && outcome.code === 'Stopped') return
    const returned = failures(mapping, batch, outcome)
    const done = batch.filter(({ MessageId }) => !returned.has(MessageId))
    if (returned.size > 0) failed(outcome.ok ? '' : outcome.message)
    for (const id of returned) {
      const error = outcome.ok ? 'BatchItemFailure: reported by the function' : `${outcome.code}: ${outcome.message}`
      ledger.failed(id, error)
      log({ event: 'failed', queue, messageId: id, code: outcome.ok ? 'BatchItemFailure' : outcome.code })
    }
    const again = stopping ? [] : batch.filter(({ MessageId }) => returned.has(MessageId))
    await Promise.all([
      ...done.map(remove),
      ...again.map((message) => setVisibility(url, queue, message, retrySeconds)),
    ])
  }

  void poll()
  return {
    stop: async () => {
      stopping = true
      clearInterval(keeping)
      wake()
      await Promise.all(running)
    },
  }
}

async function receive(url: string, queue: string, count: number): Promise<Message[]> {
  const { Messages = [] } = await jsonCall<{ Messages?: Message[] }>(url, 'AmazonSQS.ReceiveMessage', {
    QueueUrl: queue,
    MaxNumberOfMessages: count,
    WaitTimeSeconds: 20,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  })
  return Messages
}

async function setVisibility(url: string, queue: string, { ReceiptHandle }: Message, seconds: number): Promise<void> {
  await jsonCall(url, 'AmazonSQS.ChangeMessageVisibility', {
    QueueUrl: queue,
    ReceiptHandle,
    VisibilityTimeout: seconds,
  }).catch(() => {})
}

function createDeleter(url: string, queue: string): (message: Message) => Promise<void> {
  let ready: { message: Message; done: () => void }[] = []
  let busy = false
  const flush = async (): Promise<void> => {
    busy = true
    while (ready.length > 0) {
      const batch = ready.slice(0, 10)
      ready = ready.slice(10)
      const Entries = batch.map(({ message }, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle }))
      // A lost delete means a second delivery, which every consumer bears.
      await jsonCall(url, 'AmazonSQS.DeleteMessageBatch', { QueueUrl: queue, Entries }).catch(() => {})
      for (const { done } of batch) done()
    }
    busy = false
  }
  return (message) =>
    new Promise((done) => {
      ready.push({ message, done })
      if (!busy) void flush()
    })
}

function failures({ partialFailures }: MappingPlan, batch: Message[], outcome: Outcome): Set<string> {
  const all = new Set(batch.map(({ MessageId }) => MessageId))
  if (!outcome.ok) return all
  if (!partialFailures) return new Set()
  const reported = (outcome.result as SQSBatchResponse | null)?.batchItemFailures ?? []
  const ids = new Set(reported.map(({ itemIdentifier }) => itemIdentifier))
  // An unknown id fails the whole batch, as on Lambda.
  for (const id of ids) if (!all.has(id)) return all
  return ids
}

function sqsEvent({ queueArn }: MappingPlan, batch: Message[]): SQSEvent {
  return {
    Records: batch.map((message) => ({
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body,
      attributes: { SenderId: 'local', ...message.Attributes } as never,
      messageAttributes: attributes(message.MessageAttributes ?? {}),
      md5OfBody: message.MD5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion: REGION,
    })),
  }
}

function attributes(found: Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>) {
  return Object.fromEntries(
    Object.entries(found).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        dataType: DataType,
        stringValue: StringValue,
        binaryValue: BinaryValue,
        stringListValues: [],
        binaryListValues: [],
      },
    ]),
  ) as never
}
