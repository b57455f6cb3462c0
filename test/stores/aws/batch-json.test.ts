import { BatchGetItemCommand, BatchWriteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { expect, test } from 'vitest'
import { BatchJson } from '../../../stores/aws/batch-json.ts'

type Send = (client: DynamoDBClient) => Promise<unknown>

/** What would be sent, by the SDK alone and by ours. */
async function bodiesOf(send: Send): Promise<string[]> {
  const bodies: string[] = []
  const requestHandler = {
    handle: async ({ body }: { body: string | Uint8Array }) => {
      bodies.push(Buffer.from(body).toString())
      return { response: { statusCode: 200, headers: {}, body: new Uint8Array() } }
    },
  }
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  const common = { region: 'cn-north-1', credentials, requestHandler: requestHandler as never }
  await send(new DynamoDBClient(common))
  await send(new DynamoDBClient({ ...common, protocol: BatchJson }))
  return bodies
}

const TEXTS = ['{"name":"张三"}', 'a\\b\n\t"\u0001', '𠮷田', '\ud800', '']
const items = TEXTS.map((S, at) => ({ h: { S: `P#${at}` }, body: { S } }))

test.each<[what: string, send: Send]>([
  [
    'a batch of puts',
    (client) =>
      client.send(
        new BatchWriteItemCommand({
          RequestItems: { people: items.map((Item) => ({ PutRequest: { Item } })) },
          ReturnConsumedCapacity: 'TOTAL',
        }),
      ),
  ],
  [
    'a batch of gets',
    (client) =>
      client.send(
        new BatchGetItemCommand({
          RequestItems: { people: { Keys: items.map(({ h }) => ({ h })), ConsistentRead: undefined } },
        }),
      ),
  ],
  [
    'an item with bytes',
    (client) =>
      client.send(new PutItemCommand({ TableName: 'work', Item: { policy: { B: new Uint8Array([1, 255]) } } })),
  ],
])('%s is sent as the SDK would', async (_, send) => {
  const [theirs, ours] = await bodiesOf(send)
  expect(ours).toBe(theirs)
})
