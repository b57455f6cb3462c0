/** Dead letters, looked at or sent once more to the queue that they came from. */
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { makeClients } from '../../stores/aws/clients.ts'
import { type HubAccess, settingsOf } from './hub-access.ts'

export interface DeadLetters {
  /** A heading of docs/runbook.md. */
  readonly queue: string
  readonly count: number
  /** Ids that the first of them name. */
  readonly about: readonly string[]
  /** False for those of a schedule: its next run does the same. */
  readonly isReplayed: boolean
}

/** The first messages only: to see what they are about. */
const LOOKED_AT = 10
/** Seconds for which a message is nobody else's. */
const [LOOKING, SENDING] = [1, 60]
/** Messages of one command, for each queue. */
const MOST = 10_000
const NAMED = ['type', 'division', 'county', 'upload', 'run', 'batch', 'head', 'eventType'] as const

interface Queue {
  readonly name: string
  readonly dead: string
  /** Absent for a schedule. */
  readonly url?: string
}

function queuesOf(hub: HubAccess): Queue[] {
  const settings = settingsOf(hub)
  return Object.entries(settings).flatMap(([variable, dead]) => {
    const [, name] = /^(\w+)_DEAD_QUEUE_URL$/.exec(variable) ?? []
    if (name === undefined) return []
    const url = settings[`${name}_QUEUE_URL`]
    return { name: name.toLowerCase(), dead, ...(url !== undefined && { url }) }
  })
}

/** Nothing is changed: what was looked at is there again a second later. */
export async function lookAtDeadLetters(hub: HubAccess): Promise<DeadLetters[]> {
  const { sqs } = makeClients(hub.env && { environment: hub.env })
  const found: DeadLetters[] = []
  for (const { name, dead, url } of queuesOf(hub)) {
    const count = await countOf(sqs, dead)
    if (count === 0) continue
    const messages = await receive(sqs, dead, LOOKING)
    found.push({ queue: name, count, about: messages.map(aboutOf), isReplayed: url !== undefined })
  }
  return found
}

/**
 * A message is deleted only when its queue has it: a command that ends in between sends it twice, which every stage bears.
 * @returns how many were sent
 * @throws where there is no such queue
 */
export async function replay(hub: HubAccess, name: string): Promise<number> {
  const queue = queuesOf(hub).find((one) => one.name === name)
  if (!queue?.url) throw new Error(`没有可以重发的队列：${name}`)
  const { sqs } = makeClients(hub.env && { environment: hub.env })
  const most = Math.min(await countOf(sqs, queue.dead), MOST)
  let sent = 0
  // What fails again meanwhile is not taken up a second time.
  while (sent < most) {
    const messages = await receive(sqs, queue.dead, SENDING)
    if (messages.length === 0) break
    for (const message of messages) {
      await sqs.send(
        new SendMessageCommand({ QueueUrl: queue.url, MessageBody: message.Body ?? '', ...ordered(message) }),
      )
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queue.dead, ReceiptHandle: message.ReceiptHandle }))
      sent++
    }
  }
  return sent
}

/** Of a FIFO queue; its own deduplication would swallow what it had five minutes ago. */
function ordered({ MessageId, Attributes }: Message) {
  const { MessageGroupId, ApproximateFirstReceiveTimestamp: since } = Attributes ?? {}
  if (MessageGroupId === undefined) return {}
  return { MessageGroupId, MessageDeduplicationId: `replay.${MessageId}.${since}` }
}

async function countOf(sqs: SQSClient, url: string): Promise<number> {
  const wanted = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...wanted] }))
  return wanted.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0)
}

async function receive(sqs: SQSClient, url: string, VisibilityTimeout: number): Promise<Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      ...{ QueueUrl: url, MaxNumberOfMessages: LOOKED_AT, WaitTimeSeconds: 2 * LOOKING, VisibilityTimeout },
      MessageSystemAttributeNames: ['All'],
    }),
  )
  return Messages
}

/** Ids and codes, as log lines name them. */
function aboutOf({ Body = '' }: Message): string {
  try {
    const body = JSON.parse(Body) as Record<string, unknown> & { Records?: { s3?: { object?: { key?: string } } }[] }
    const key = body.Records?.[0]?.s3?.object?.key
    const ids = NAMED.flatMap((name) => (typeof body[name] === 'string' ? `${name} ${body[name]}` : []))
    return [...(key === undefined ? [] : [`object ${key}`]), ...ids].join(', ')
  } catch {
    return 'unreadable'
  }
}
