/** The queue engine hands out a group as SQS does: several at once, in order, and nothing more while they are in hand. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engines, startEngines } from '../../../faults/engines.ts'

const QUEUE = 'groups.fifo'
let engines: Engines
beforeAll(async () => {
  engines = await startEngines()
  await engines.openQueues([QUEUE])
})
afterAll(() => engines.stop())

interface Received {
  readonly Body: string
  readonly ReceiptHandle: string
}

const call = <T>(operation: string, body: object) =>
  engines.call<T>('messages', `AmazonSQS.${operation}`, { QueueUrl: engines.queueUrl(QUEUE), ...body })
const send = (group: string, number: number) =>
  call('SendMessage', {
    MessageBody: `${group}${number}`,
    MessageGroupId: group,
    MessageDeduplicationId: `${group}${number}`,
  })
const receive = async (most = 10) =>
  (await call<{ Messages?: Received[] }>('ReceiveMessage', { MaxNumberOfMessages: most })).Messages ?? []
const bodies = (messages: readonly Received[]) => messages.map(({ Body }) => Body)
const remove = ({ ReceiptHandle }: Received) => call('DeleteMessage', { ReceiptHandle })
/** Seconds; the engine loses a message whose visibility ends at once. */
const SOON = 0.001
const giveBack = ({ ReceiptHandle }: Received) =>
  call('ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout: SOON })

test('a group comes in order, is locked while one of its messages is in hand, and comes back in order', async () => {
  for (let i = 1; i <= 12; i++) for (const group of ['a', 'b']) await send(group, i + 10)
  const first = await receive(4)
  expect(bodies(first)).toEqual(['a11', 'a12', 'a13', 'a14'])
  const other = await receive()
  expect(bodies(other)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20].map((i) => `b${i}`))
  expect(await receive()).toEqual([])

  await remove(first[0]!)
  await remove(first[2]!)
  expect(await receive()).toEqual([])
  await giveBack(first[3]!)
  await giveBack(first[1]!)
  await expect.poll(() => receive(3).then(bodies)).toEqual(['a12', 'a14', 'a15'])

  for (const message of other.toReversed()) await giveBack(message)
  await expect.poll(() => receive(2).then(bodies)).toEqual(['b11', 'b12'])
})
