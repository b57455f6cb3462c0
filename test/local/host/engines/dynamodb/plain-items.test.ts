/** Batches that the embedded engine answers itself are those that dynalite would answer, at the same units. */
import type { Server } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDynalite } from '../../../../../local/host/engines/dynamodb/statements.ts'
import { listenLocally } from '../../../../../local/host/engines/listen.ts'
import { jsonCall } from '../../../../../local/host/machine/json-call.ts'

type Item = Record<string, Record<string, unknown>>
interface Capacity {
  readonly TableName: string
  readonly CapacityUnits: number
}
interface Answer {
  readonly Responses?: Record<string, Item[]>
  readonly ConsumedCapacity: [Capacity]
}

/** Written and read by the engine's own batches, and by dynalite's. */
const [OWN, DYNALITE] = ['own', 'dynalite']
let server: Server
let url: string

beforeAll(async () => {
  server = createDynalite({ createTableMs: 0 })
  url = `http://127.0.0.1:${await listenLocally(server, 0)}`
  const names = ['h', 'sk']
  for (const TableName of [OWN, DYNALITE]) {
    await call('CreateTable', {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: names.map((AttributeName, i) => ({ AttributeName, KeyType: i === 0 ? 'HASH' : 'RANGE' })),
    })
    for (let status = ''; status !== 'ACTIVE'; )
      status = (await call<{ Table: { TableStatus: string } }>('DescribeTable', { TableName })).Table.TableStatus
  }
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const call = <T>(operation: string, body: object) => jsonCall<T>(url, `DynamoDB_20120810.${operation}`, body)
/** With a capacity by index, dynalite is asked. */
const batch = async (operation: string, table: string, asked: unknown) => {
  const ReturnConsumedCapacity = table === OWN ? 'TOTAL' : 'INDEXES'
  const answer = await call<Answer>(operation, { RequestItems: { [table]: asked }, ReturnConsumedCapacity })
  const [{ TableName, CapacityUnits }] = answer.ConsumedCapacity
  expect(TableName).toBe(table)
  return { items: sorted(answer.Responses?.[table] ?? []), units: CapacityUnits }
}
const put = (table: string, items: readonly Item[]) =>
  batch(
    'BatchWriteItem',
    table,
    items.map((Item) => ({ PutRequest: { Item } })),
  )
const get = (table: string, Keys: readonly Item[], ConsistentRead?: boolean) =>
  batch('BatchGetItem', table, { Keys, ...(ConsistentRead !== undefined && { ConsistentRead }) })
const getOne = async (table: string, Key: Item, ConsistentRead: boolean) => {
  const asked = { TableName: table, Key, ConsistentRead, ReturnConsumedCapacity: table === OWN ? 'TOTAL' : 'INDEXES' }
  const { Item: item, ConsumedCapacity } = await call<{ Item?: Item; ConsumedCapacity: Capacity }>('GetItem', asked)
  expect(ConsumedCapacity.TableName).toBe(table)
  return { item, units: ConsumedCapacity.CapacityUnits }
}
const sorted = (items: readonly Item[]) => items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
const keyOf = ({ h, sk }: Item): Item => ({ h: h!, sk: sk! })
const person = (h: string, body: string): Item => ({ h: { S: h }, sk: { S: 'PERSON' }, body: { S: body } })

describe('plain items', () => {
  test('are written and read as by dynalite, whatever their text', async () => {
    const key = fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom('李梅', '"\\\n\u0001', '\ud800'))
    const text = fc.oneof(key, fc.constantFrom('\u{20089}', 'a'.repeat(1015), '名'.repeat(4090), '\\'.repeat(2000)))
    const item = fc.record({ h: key, sk: key, body: text, other: fc.option(text) })
    const items = fc.uniqueArray(item, { selector: ({ h, sk }) => `${h}\0${sk}`, minLength: 1, maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(items, fc.boolean(), async (found, strong) => {
        const all = found.map(({ other, ...own }) =>
          Object.fromEntries(
            Object.entries({ ...own, ...(other !== null && { other }) }).map(([name, S]) => [name, { S }]),
          ),
        ) as Item[]
        const keys = [...all.map(keyOf), keyOf(person('nobody', ''))]
        expect(await put(OWN, all)).toEqual(await put(DYNALITE, all))
        expect(await get(OWN, keys, strong)).toEqual(await get(DYNALITE, keys, strong))
        for (const key of keys) expect(await getOne(OWN, key, strong)).toEqual(await getOne(DYNALITE, key, strong))
      }),
      { numRuns: 15 },
    )
  })

  test('cost what the larger of the items before and after costs', async () => {
    for (const body of ['a', 'b'.repeat(5000), 'c']) {
      const [own, dynalite] = [await put(OWN, [person('1', body)]), await put(DYNALITE, [person('1', body)])]
      expect(own).toEqual(dynalite)
      expect(own.units).toBe(body === 'a' ? 1 : 5)
    }
  })

  test('are found by every other request, and find what others have put', async () => {
    const [one, other] = [
      person('2', '张三'),
      { ...person('3', '李四'), number: { N: '3' }, list: { L: [{ S: 'a' }] } },
    ]
    await put(OWN, [one])
    await call('PutItem', { TableName: OWN, Item: other })
    expect(await call('GetItem', { TableName: OWN, Key: keyOf(one) })).toEqual({ Item: one })
    const values = { ':h': { S: '2' } }
    const query = { TableName: OWN, KeyConditionExpression: 'h = :h', ExpressionAttributeValues: values }
    expect(await call('Query', query)).toMatchObject({ Items: [one] })
    await call('PutItem', { TableName: DYNALITE, Item: other })
    const keys = [one, other].map(keyOf)
    expect(await get(OWN, keys, true)).toMatchObject({ items: sorted([one, other]), units: 2 })
    expect(await getOne(OWN, keyOf(other), true)).toEqual({ item: other, units: 1 })
    expect(await put(OWN, [person('3', '王五')])).toEqual(await put(DYNALITE, [person('3', '王五')]))
  })

  test('come before or after a change of one of their items, not in between', async () => {
    for (let i = 0; i < 20; i++) {
      await put(OWN, [person('4', 'before')])
      await Promise.all([
        call('UpdateItem', {
          ...{ TableName: OWN, Key: keyOf(person('4', '')), UpdateExpression: 'SET mark = :m' },
          ExpressionAttributeValues: { ':m': { S: 'x' } },
        }),
        put(OWN, [person('4', 'after')]),
      ])
      const { items } = await get(OWN, [keyOf(person('4', ''))], true)
      expect(items[0]).toMatchObject({ body: { S: 'after' } })
    }
  })
})

describe('a partition', () => {
  interface Found {
    readonly Items: Item[]
    readonly ConsumedCapacity: Capacity
  }
  const query = async (table: string, asked: object) => {
    const ReturnConsumedCapacity = table === OWN ? 'TOTAL' : 'INDEXES'
    const answer = await call<Found>('Query', { TableName: table, ReturnConsumedCapacity, ...asked })
    const { ConsumedCapacity, ...rest } = answer
    return { ...rest, units: ConsumedCapacity.CapacityUnits }
  }
  const places = ['a', 'a#1', 'a#10', 'a#2', 'b', '李', '李梅', '\u{20089}']
  const member = (sk: string): Item => ({
    ...{ h: { S: 'partition' }, sk: { S: sk }, body: { S: sk.repeat(900) } },
    ...(sk === 'b' && { number: { N: '7' }, list: { L: [{ S: 'x' }] } }),
  })

  beforeAll(async () => {
    for (const table of [OWN, DYNALITE]) {
      await put(table, places.filter((sk) => sk !== 'b').map(member))
      await call('PutItem', { TableName: table, Item: member('b') })
      await put(table, [
        { ...member('a'), h: { S: 'partitio' } },
        { ...member('a'), h: { S: 'partition#' } },
      ])
    }
  })

  test('is read in its order from either end, by pages and prefixes, as by dynalite', async () => {
    const place = fc.constantFrom(...places, 'nobody', '~')
    const asked = fc.record({
      prefix: fc.option(fc.oneof(place, fc.constantFrom('a#', '\ud842'))),
      from: fc.option(place),
      Limit: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
      ScanIndexForward: fc.option(fc.boolean(), { nil: undefined }),
      ConsistentRead: fc.boolean(),
      of: fc.constantFrom('partition', 'partition', 'partitio', 'nothing'),
    })
    await fc.assert(
      fc.asyncProperty(asked, async ({ prefix, from, of, ...rest }) => {
        // DynamoDB refuses a place outside of what is asked for.
        const isWithin = from !== null && (prefix === null || from.startsWith(prefix))
        const wanted = {
          KeyConditionExpression: prefix === null ? 'h = :h' : 'h = :h AND begins_with(sk, :p)',
          ExpressionAttributeValues: { ':h': { S: of }, ...(prefix !== null && { ':p': { S: prefix } }) },
          ...(isWithin && { ExclusiveStartKey: { h: { S: of }, sk: { S: from } } }),
          ...rest,
        }
        expect(await query(OWN, wanted)).toEqual(await query(DYNALITE, wanted))
      }),
      { numRuns: 150 },
    )
  })

  test('of more than a page is dynalite’s', async () => {
    const many = Array.from({ length: 30 }, (_, i) => ({
      ...{ h: { S: 'many' }, sk: { S: String(i) }, body: { S: 'x'.repeat(50_000) } },
    }))
    for (const table of [OWN, DYNALITE]) for (const one of many) await call('PutItem', { TableName: table, Item: one })
    const wanted = { KeyConditionExpression: 'h = :h', ExpressionAttributeValues: { ':h': { S: 'many' } } }
    const found = await query(OWN, wanted)
    expect(found).toEqual(await query(DYNALITE, wanted))
    expect(found).toHaveProperty('LastEvaluatedKey')
  })
})

describe('what is not plain is dynalite’s', () => {
  const [one] = [person('5', 'a')]
  test.each<[what: string, operation: string, asked: object, error: string]>([
    ['a key twice', 'BatchGetItem', { [OWN]: { Keys: [keyOf(one), keyOf(one)] } }, 'ValidationException'],
    [
      'an item twice',
      'BatchWriteItem',
      { [OWN]: [one, one].map((Item) => ({ PutRequest: { Item } })) },
      'ValidationException',
    ],
    ['half a key', 'BatchGetItem', { [OWN]: { Keys: [{ h: { S: '5' } }] } }, 'ValidationException'],
    ['no key', 'BatchWriteItem', { [OWN]: [{ PutRequest: { Item: { h: { S: '5' } } } }] }, 'ValidationException'],
    ['an empty key', 'BatchGetItem', { [OWN]: { Keys: [{ h: { S: '' }, sk: { S: 'a' } }] } }, 'ValidationException'],
    ['no item', 'BatchWriteItem', { [OWN]: [{}] }, 'ValidationException'],
    [
      'too many',
      'BatchGetItem',
      { [OWN]: { Keys: Array.from({ length: 101 }, (_, i) => keyOf(person(`${i}`, ''))) } },
      'ValidationException',
    ],
    [
      'too much',
      'BatchWriteItem',
      { [OWN]: [{ PutRequest: { Item: person('6', 'a'.repeat(410_000)) } }] },
      'ValidationException',
    ],
    ['another table', 'BatchGetItem', { unknown: { Keys: [keyOf(one)] } }, 'ResourceNotFoundException'],
  ])('%s', async (_, operation, RequestItems, error) => {
    const asked = call(operation, { RequestItems, ReturnConsumedCapacity: 'TOTAL' })
    await expect(asked).rejects.toMatchObject({ name: error })
  })

  test.each<[what: string, asked: object, error: string]>([
    ['half a key', { TableName: OWN, Key: { h: { S: '5' } } }, 'ValidationException'],
    ['another key', { TableName: OWN, Key: { h: { S: '5' }, other: { S: 'a' } } }, 'ValidationException'],
    ['no key', { TableName: OWN }, 'ValidationException'],
    ['another table', { TableName: 'unknown', Key: keyOf(one) }, 'ResourceNotFoundException'],
  ])('one item by %s', async (_, asked, error) => {
    const answer = call('GetItem', { ...asked, ReturnConsumedCapacity: 'TOTAL' })
    await expect(answer).rejects.toMatchObject({ name: error })
  })

  test('a part of one item', async () => {
    await put(OWN, [one])
    const asked = { TableName: OWN, Key: keyOf(one), ProjectionExpression: 'h', ReturnConsumedCapacity: 'TOTAL' }
    expect(await call('GetItem', asked)).toMatchObject({ Item: { h: one.h } })
  })

  test('a deletion, and a request that is no JSON', async () => {
    await put(OWN, [one])
    await batch('BatchWriteItem', OWN, [{ DeleteRequest: { Key: keyOf(one) } }])
    expect((await get(OWN, [keyOf(one)], true)).items).toEqual([])
    for (const operation of ['GetItem', 'BatchGetItem', 'BatchWriteItem', 'BatchExecuteStatement']) {
      const headers = { 'x-amz-target': `DynamoDB_20120810.${operation}`, 'content-type': 'application/x-amz-json-1.0' }
      expect((await fetch(url, { method: 'POST', headers, body: '{' })).status).toBe(400)
    }
  })
})
