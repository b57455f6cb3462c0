/** Table `work`: conditional writes of single items. */
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { LAYOUT } from '../../schemas/layout.ts'
import type { Clients } from './clients.ts'
import { type Item, isConditionFailed } from './dynamodb.ts'
import { inChunks, untilTaken } from './in-chunks.ts'

export interface Key {
  readonly pk: string
  readonly sk: string
}

export interface WorkTable {
  /** Of which its keys have to be; undefined where the embedded host answers for them. */
  readonly layout: string | undefined
  /** Strongly consistent. */
  get(key: Key): Promise<Record<string, unknown> | undefined>
  /** Strongly consistent, in the order of the keys. */
  getAll(keys: readonly Key[]): Promise<(Record<string, unknown> | undefined)[]>
  list(pk: string, options?: ListOptions): Promise<Record<string, unknown>[]>
  /** False where the item exists. */
  putNew(key: Key, record: object): Promise<boolean>
  /** Undefined values are removed, numbers added; false where the condition fails. */
  update(key: Key, change: Change): Promise<{ ok: boolean; after: Record<string, unknown> }>
  /** A missing item is no error. */
  remove(key: Key): Promise<void>
  /** False where the condition fails. */
  removeIf(key: Key, only: Required<Pick<Change, 'condition' | 'names' | 'values'>>): Promise<boolean>
  /** A page of the whole table, eventually consistent; `from` is the `next` of the page before. */
  page(from?: Key): Promise<{ items: Record<string, unknown>[]; next?: Key }>
}

export interface ListOptions {
  readonly latestFirst?: boolean
  readonly limit?: number
  /** A DynamoDB prefix is never empty. */
  readonly prefix?: string
  /** The list goes on behind this sort key. */
  readonly after?: string | undefined
}

export interface Change {
  readonly set?: Record<string, unknown>
  readonly add?: Record<string, number | Set<number> | Set<string>>
  /** Members of sets. */
  readonly drop?: Record<string, Set<string>>
  readonly condition?: string
  readonly names?: readonly string[]
  readonly values?: Record<string, unknown>
}

const MARSHALL = { removeUndefinedValues: true }
/** DynamoDB answers a hundred keys a request. */
const GET_MOST = 100
const nameOf = ({ pk, sk }: Key) => `${pk}\n${sk}`
const METER = { ReturnConsumedCapacity: 'TOTAL' } as const

export function workTable({ dynamodb, isEmbedded }: Clients, table: string): WorkTable {
  const keyOf = ({ pk, sk }: Key) => ({ pk: { S: pk }, sk: { S: sk } })
  return {
    layout: isEmbedded ? undefined : LAYOUT,
    async get(key) {
      const { Item } = await dynamodb.send('GetItem', {
        TableName: table,
        Key: keyOf(key),
        ConsistentRead: true,
        ...METER,
      })
      return Item && unmarshalled(Item)
    },
    async getAll(keys) {
      const found = new Map<string, Record<string, unknown>>()
      const wanted: Item[] = [...new Map(keys.map((key) => [nameOf(key), keyOf(key)])).values()]
      await inChunks(wanted, GET_MOST, (chunk) =>
        untilTaken(chunk, async (Keys) => {
          const answer = await dynamodb.send('BatchGetItem', {
            RequestItems: { [table]: { Keys: [...Keys], ConsistentRead: true } },
            ...METER,
          })
          for (const item of answer.Responses?.[table] ?? []) {
            const record = unmarshalled(item)
            found.set(nameOf({ pk: String(record.pk), sk: String(record.sk) }), record)
          }
          return answer.UnprocessedKeys?.[table]?.Keys ?? []
        }),
      )
      return keys.map((key) => found.get(nameOf(key)))
    },
    async list(pk, { latestFirst = false, limit = Number.POSITIVE_INFINITY, prefix, after } = {}) {
      const found: Record<string, unknown>[] = []
      let from: Item | undefined = after === undefined ? undefined : keyOf({ pk, sk: after })
      do {
        const page = await dynamodb.send('Query', {
          TableName: table,
          KeyConditionExpression: prefix === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: {
            ':pk': { S: pk },
            ...(prefix !== undefined && { ':prefix': { S: prefix } }),
          },
          ScanIndexForward: !latestFirst,
          ConsistentRead: true,
          ExclusiveStartKey: from,
          ...(Number.isFinite(limit) && { Limit: limit - found.length }),
          ...METER,
        })
        found.push(...(page.Items ?? []).map(unmarshalled))
        from = page.LastEvaluatedKey
      } while (from && found.length < limit)
      return found
    },
    putNew: (key, record) =>
      unlessConditionFails(async () => {
        await dynamodb.send('PutItem', {
          TableName: table,
          Item: { ...marshall(record, MARSHALL), ...keyOf(key) },
          ConditionExpression: 'attribute_not_exists(pk)',
          ...METER,
        })
      }),
    async update(key, { set = {}, add = {}, drop = {}, condition, names = [], values = {} }) {
      const parts = { SET: [] as string[], REMOVE: [] as string[], ADD: [] as string[], DELETE: [] as string[] }
      const attributeValues: Record<string, unknown> = Object.fromEntries(
        Object.entries(values).map(([n, v]) => [`:${n}`, v]),
      )
      for (const [name, value] of Object.entries(set)) {
        if (value === undefined) parts.REMOVE.push(`#${name}`)
        else parts.SET.push(`#${name} = :set_${name}`)
        if (value !== undefined) attributeValues[`:set_${name}`] = value
      }
      for (const [name, value] of Object.entries(add)) {
        parts.ADD.push(`#${name} :add_${name}`)
        attributeValues[`:add_${name}`] = value
      }
      for (const [name, value] of Object.entries(drop)) {
        parts.DELETE.push(`#${name} :drop_${name}`)
        attributeValues[`:drop_${name}`] = value
      }
      let after: Record<string, unknown> = {}
      const ok = await unlessConditionFails(async () => {
        const { Attributes } = await dynamodb.send('UpdateItem', {
          TableName: table,
          Key: keyOf(key),
          UpdateExpression: Object.entries(parts)
            .flatMap(([word, list]) => (list.length ? [`${word} ${list.join(', ')}`] : []))
            .join(' '),
          ...(condition && { ConditionExpression: condition }),
          ExpressionAttributeNames: Object.fromEntries(
            [...[set, add, drop].flatMap((change) => Object.keys(change)), ...names].map((n) => [`#${n}`, n]),
          ),
          ...(Object.keys(attributeValues).length > 0 && {
            ExpressionAttributeValues: marshall(attributeValues, MARSHALL),
          }),
          ReturnValues: 'ALL_NEW',
          ...METER,
        })
        after = Attributes ? unmarshalled(Attributes) : {}
      })
      return { ok, after }
    },
    async remove(key) {
      await dynamodb.send('DeleteItem', { TableName: table, Key: keyOf(key), ...METER })
    },
    removeIf: (key, { condition, names, values }) =>
      unlessConditionFails(async () => {
        await dynamodb.send('DeleteItem', {
          TableName: table,
          Key: keyOf(key),
          ConditionExpression: condition,
          ExpressionAttributeNames: Object.fromEntries(names.map((n) => [`#${n}`, n])),
          ExpressionAttributeValues: marshall(Object.fromEntries(Object.entries(values).map(([n, v]) => [`:${n}`, v]))),
          ...METER,
        })
      }),
    async page(from) {
      const { Items = [], LastEvaluatedKey: next } = await dynamodb.send('Scan', {
        TableName: table,
        ...(from && { ExclusiveStartKey: keyOf(from) }),
        ...METER,
      })
      return { items: Items.map(unmarshalled), ...(next && { next: unmarshalled(next) as unknown as Key }) }
    },
  }
}

function unmarshalled(item: Item): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(unmarshall(item)).map(([name, value]) => [name, value instanceof Set ? [...value] : value]),
  )
}

async function unlessConditionFails(send: () => Promise<void>): Promise<boolean> {
  try {
    await send()
    return true
  } catch (error) {
    if (isConditionFailed(error)) return false
    throw error
  }
}
