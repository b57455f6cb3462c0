/** What a stage could not do, kept for whoever mends the cause. */
import type { Message } from '@aws-sdk/client-sqs'
import type { Clients } from './clients.ts'
import { ATTRIBUTE } from './correlation.ts'

export interface DeadLetters {
  count(): Promise<number>
  /** Nothing is changed: what was looked at is there again a second later. */
  look(): Promise<string[]>
  /**
   * A message is deleted only when its queue has it: whoever ends in between sends it twice, which every stage bears.
   * @param url of the queue that it came from
   * @returns how many were sent
   */
  replay(url: string): Promise<number>
}

/** SQS gives ten messages a call. */
const AT_ONCE = 10
/** Messages of one replay. */
const MOST = 10_000
/** Seconds for which a message is nobody else's. */
const [LOOKING, SENDING] = [1, 60]
const COUNTS = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const

/** Of every queue and schedule, as the hub's settings name them. */
export function deadQueuesOf(
  settings: Readonly<Record<string, unknown>>,
): { name: string; variable: string; dead: string }[] {
  return Object.entries(settings).flatMap(([setting, dead]) => {
    const [, variable] = /^(\w+)_DEAD_QUEUE_URL$/.exec(setting) ?? []
    return variable === undefined || dead === undefined
      ? []
      : [{ name: variable.toLowerCase(), variable, dead: String(dead) }]
  })
}

export function deadLetters({ sqs }: Pick<Clients, 'sqs'>, dead: string): DeadLetters {
  const receive = async (VisibilityTimeout: number): Promise<Message[]> => {
    const { client, ReceiveMessageCommand } = await sqs()
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        ...{ QueueUrl: dead, MaxNumberOfMessages: AT_ONCE, WaitTimeSeconds: 2 * LOOKING, VisibilityTimeout },
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: [ATTRIBUTE],
      }),
    )
    return Messages
  }
  const count = async (): Promise<number> => {
    const { client, GetQueueAttributesCommand } = await sqs()
    const asked = new GetQueueAttributesCommand({ QueueUrl: dead, AttributeNames: [...COUNTS] })
    const { Attributes } = await client.send(asked)
    return COUNTS.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0)
  }
  return {
    count,
    look: async () => (await receive(LOOKING)).map(({ Body = '' }) => Body),
    async replay(url) {
      // What fails again meanwhile is not taken up a second time.
      const most = Math.min(await count(), MOST)
      const { client, DeleteMessageCommand, SendMessageCommand } = await sqs()
      let sent = 0
      while (sent < most) {
        const messages = await receive(SENDING)
        if (messages.length === 0) break
        for (const message of messages) {
          const { Body = '', ReceiptHandle, MessageAttributes } = message
          const again = { QueueUrl: url, MessageBody: Body, MessageAttributes, ...ordered(message) }
          await client.send(new SendMessageCommand(again))
          await client.send(new DeleteMessageCommand({ QueueUrl: dead, ReceiptHandle }))
          sent++
        }
      }
      return sent
    },
  }
}

/** Of a FIFO queue, whose own deduplication would swallow what it had five minutes ago. */
function ordered({ MessageId, Attributes }: Message) {
  const { MessageGroupId, ApproximateFirstReceiveTimestamp: since } = Attributes ?? {}
  if (MessageGroupId === undefined) return {}
  return { MessageGroupId, MessageDeduplicationId: `replay.${MessageId}.${since}` }
}
