import { expect, test } from 'vitest'
import { deadLetters } from '../../../stores/aws/dead-letters.ts'
import * as commands from '../../../stores/aws/sqs.ts'

const { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } = commands
const asked = (send: unknown) => (async () => ({ ...commands, client: { send } })) as never

const letter = (id: string) => ({
  ...{ MessageId: id, ReceiptHandle: `r${id}`, Body: `body ${id}` },
  Attributes: { MessageGroupId: '3', ApproximateFirstReceiveTimestamp: '1700000000000' },
})

test('letters of a FIFO queue go back in their order and group, and are deleted once their queue has them', async () => {
  const left = [letter('a'), letter('b')]
  const done: string[] = []
  const send = async (command: { input: Record<string, unknown> }) => {
    const { input } = command
    if (command instanceof ReceiveMessageCommand) return { Messages: left.splice(0, 1) }
    if (command instanceof SendMessageCommand)
      done.push(`${input.MessageBody} to ${input.QueueUrl}, group ${input.MessageGroupId}`)
    // Another id than the first time, or SQS would take it for a repeat.
    if (command instanceof SendMessageCommand) expect(input.MessageDeduplicationId).toMatch(/^replay\.[ab]\.\d+$/)
    if (command instanceof DeleteMessageCommand) done.push(`${input.ReceiptHandle} deleted`)
    return { Attributes: { ApproximateNumberOfMessages: '2' } }
  }
  expect(await deadLetters({ sqs: asked(send) }, 'dead').replay('match')).toBe(2)
  const sent = (id: string) => [`body ${id} to match, group 3`, `r${id} deleted`]
  expect(done).toEqual([...sent('a'), ...sent('b')])
})

test('a letter that its queue does not take stays where it is', async () => {
  const sent: unknown[] = []
  const send = async (command: object) => {
    sent.push(command)
    if (command instanceof SendMessageCommand) throw new Error('no room')
    return command instanceof ReceiveMessageCommand
      ? { Messages: [letter('a')] }
      : { Attributes: { ApproximateNumberOfMessages: '1' } }
  }
  await expect(deadLetters({ sqs: asked(send) }, 'dead').replay('match')).rejects.toThrow('no room')
  expect(sent.some((command) => command instanceof DeleteMessageCommand)).toBe(false)
})
