/** Puts that the embedded engine writes at once are what DynamoDB makes of them. */
import { BatchWriteItemCommand, QueryCommand, UpdateItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dynalite, type Engine, WORK } from '../../../../stores/engines.ts'

let engine: Engine
beforeAll(async () => {
  engine = await dynalite()
})
afterAll(() => engine.stop())

const put = (pk: string, sk: string, text: string): WriteRequest => ({
  PutRequest: { Item: { pk: { S: pk }, sk: { S: sk }, text: { S: text } } },
})
const write = (requests: WriteRequest[]) =>
  engine.clients.dynamodb.send(
    new BatchWriteItemCommand({ RequestItems: { [WORK]: requests }, ReturnConsumedCapacity: 'TOTAL' }),
  )
async function textsOf(pk: string): Promise<(string | undefined)[]> {
  const { Items = [] } = await engine.clients.dynamodb.send(
    new QueryCommand({
      TableName: WORK,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
    }),
  )
  return Items.map(({ text }) => text?.S)
}

test('each is there, also in the place of an earlier one, and costs its size', async () => {
  const first = await write([put('a', '1', 'x'), put('a', '2', 'y'.repeat(2000))])
  expect(first.UnprocessedItems).toEqual({})
  expect(first.ConsumedCapacity).toEqual([expect.objectContaining({ CapacityUnits: 3, TableName: WORK })])
  await write([put('a', '1', 'z'), put('a', '0', 'w')])
  expect(await textsOf('a')).toEqual(['w', 'z', 'y'.repeat(2000)])
})

test('one of two with the same key, or without one, refuses all of them', async () => {
  await expect(write([put('b', '1', 'x'), put('b', '1', 'y')])).rejects.toThrow(/duplicates/)
  await expect(write([put('b', '1', 'x'), put('b', '', 'y')])).rejects.toThrow(/empty string/)
  expect(await textsOf('b')).toEqual([])
})

test('puts and deletions together', async () => {
  await write([put('c', '1', 'x')])
  await write([put('c', '2', 'y'), { DeleteRequest: { Key: { pk: { S: 'c' }, sk: { S: '1' } } } }])
  expect(await textsOf('c')).toEqual(['y'])
})

test('what is put while others change the item is not lost', async () => {
  const key = { pk: { S: 'd' }, sk: { S: '1' } }
  const add = () =>
    engine.clients.dynamodb.send(
      new UpdateItemCommand({
        ...{ TableName: WORK, Key: key, UpdateExpression: 'ADD #n :one' },
        ...{ ExpressionAttributeNames: { '#n': 'n' }, ExpressionAttributeValues: { ':one': { N: '1' } } },
        ReturnValues: 'ALL_NEW',
      }),
    )
  const adding = Array.from({ length: 30 }, add)
  await write([{ PutRequest: { Item: { ...key, n: { N: '1000' } } } }])
  await Promise.all([...adding, ...Array.from({ length: 30 }, add)])
  const { Attributes } = await add()
  expect(Number(Attributes?.n?.N)).toBeGreaterThan(1000)
})
