/** A table is made what a restored copy of it is, item by item: functions know it by its old name (docs/deploy.md#backup). */
import { isDeepStrictEqual } from 'node:util'
import { makeClients } from '../aws/clients.ts'
import type { DynamoDb, Item, WriteRequest } from '../aws/dynamodb.ts'
import { inChunks, untilTaken } from '../aws/in-chunks.ts'

export interface Copied {
  readonly from: string
  readonly to: string
  /** Attributes of its key. */
  readonly keys: readonly [hash: string, range: string]
  /** Else it is only counted. */
  readonly isWritten: boolean
}

/** @returns how many items the copy has that the table has not, or otherwise; and how many the table has besides */
export async function putBack(
  copied: Copied,
  dynamodb: DynamoDb = makeClients().dynamodb,
): Promise<{ put: number; deleted: number }> {
  const { from, to, keys, isWritten } = copied
  const nameOf = (item: Item) => keys.map((key) => item[key]?.S).join('\n')
  const keyOf = (item: Item): Item => Object.fromEntries(keys.flatMap((key) => (item[key] ? [[key, item[key]]] : [])))
  const write = (requests: WriteRequest[]) =>
    inChunks(isWritten ? requests : [], WRITTEN_MOST, (chunk) =>
      untilTaken(chunk, async (some) => {
        const answer = await dynamodb.send('BatchWriteItem', { RequestItems: { [to]: [...some] } })
        return answer.UnprocessedItems?.[to] ?? []
      }),
    )
  /** Those of the items that the other table has not, or otherwise. */
  const missing = async (items: readonly Item[], other: string, isAlike: (own: Item, found: Item) => boolean) => {
    const found = new Map<string, Item>()
    await untilTaken(items.map(keyOf), async (Keys) => {
      const answer = await dynamodb.send('BatchGetItem', {
        RequestItems: { [other]: { Keys: [...Keys], ConsistentRead: true } },
      })
      for (const item of answer.Responses?.[other] ?? []) found.set(nameOf(item), item)
      return answer.UnprocessedKeys?.[other]?.Keys ?? []
    })
    return items.filter((item) => {
      const there = found.get(nameOf(item))
      return !there || !isAlike(item, there)
    })
  }
  const through = async (table: string, work: (items: readonly Item[]) => Promise<void>) => {
    for await (const items of pages(dynamodb, table)) await inChunks(items, READ_MOST, work)
  }
  let [put, deleted] = [0, 0]
  await through(from, async (items) => {
    const changed = await missing(items, to, isDeepStrictEqual)
    put += changed.length
    await write(changed.map((Item) => ({ PutRequest: { Item } })))
  })
  await through(to, async (items) => {
    const besides = await missing(items, from, () => true)
    deleted += besides.length
    await write(besides.map((item) => ({ DeleteRequest: { Key: keyOf(item) } })))
  })
  return { put, deleted }
}

/** DynamoDB reads so many items a request, and writes so many. */
const [READ_MOST, WRITTEN_MOST] = [100, 25]

async function* pages(dynamodb: DynamoDb, TableName: string): AsyncGenerator<Item[]> {
  let ExclusiveStartKey: Item | undefined
  do {
    const page = await dynamodb.send('Scan', { TableName, ExclusiveStartKey, ConsistentRead: true })
    yield page.Items ?? []
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
}
