/** A partition's items in their order, as stored: dynalite parses, sizes and writes each of them twice. */
import { type DynaliteStore, hex, inList, isKey, jsonIn, keysOf, RAW, sizeOf, wholeKey } from './plain-items.ts'

interface Query {
  readonly TableName?: string
  readonly KeyConditionExpression?: string
  readonly ExpressionAttributeValues?: Record<string, { readonly S?: string }>
  readonly ScanIndexForward?: boolean
  readonly ConsistentRead?: boolean
  readonly ExclusiveStartKey?: unknown
  readonly Limit?: number
  readonly ReturnConsumedCapacity?: string
}

const CONDITION = /^(\w+) = (:\w+)(?: AND begins_with\((\w+), (:\w+)\))?$/
/** Below both, an answer is no page of several: DynamoDB's end at 1 MB. */
const [MOST_BYTES, MOST_ITEMS] = [700_000, 2000]
/** Behind each hexadecimal digit and the slash that ends a key. */
const LAST = '~'

/** @returns the answer's body, or undefined for dynalite */
export async function answerQuery(store: DynaliteStore, body: string): Promise<Buffer | undefined> {
  const asked = jsonIn<Query>(body)
  const { TableName, KeyConditionExpression = '', ExpressionAttributeValues: values = {}, ...more } = asked
  const {
    ScanIndexForward = true,
    ConsistentRead = false,
    ExclusiveStartKey,
    Limit,
    ReturnConsumedCapacity,
    ...others
  } = more
  const [, hashName = '', hash = '', rangeName, prefix] = CONDITION.exec(KeyConditionExpression) ?? []
  if (TableName === undefined || ReturnConsumedCapacity !== 'TOTAL' || Object.keys(others).length > 0) return undefined
  if (Object.keys(values).length !== (prefix === undefined ? 1 : 2)) return undefined
  if (Limit !== undefined && !(Number.isInteger(Limit) && Limit > 0)) return undefined
  const table = await keysOf(store, TableName)
  if (!table || table.names[0] !== hashName || (rangeName ?? table.names[1]) !== table.names[1]) return undefined
  const partition = table.partitionOf(values[hash]?.S)
  const begins = prefix === undefined ? undefined : values[prefix]?.S
  if (partition === undefined || (prefix !== undefined && !isKey(begins))) return undefined
  const first = partition + hex(begins ?? '')
  const last = first + LAST
  const start = ExclusiveStartKey === undefined ? undefined : wholeKey(table, ExclusiveStartKey)
  // A place outside of what is asked for is dynalite's.
  if (ExclusiveStartKey !== undefined && !(start !== undefined && start >= first && start < last)) return undefined
  const range = ScanIndexForward
    ? { ...(start === undefined ? { gte: first } : { gt: start }), lt: last }
    : { gte: first, lt: start ?? last }
  const most = Math.min(Limit ?? MOST_ITEMS + 1, MOST_ITEMS + 1)
  const found = await store.db
    .values({ ...range, ...RAW, reverse: !ScanIndexForward, limit: most, highWaterMarkBytes: MOST_BYTES })
    .all()
  if (found.length > MOST_ITEMS || found.reduce((sum, { length }) => sum + length, 0) > MOST_BYTES) return undefined
  const size = found.reduce((sum, item) => sum + sizeOf(item), 0)
  const lastItem = found.length === Limit ? found.at(-1) : undefined
  const rest = {
    Count: found.length,
    ScannedCount: found.length,
    ...(lastItem && { LastEvaluatedKey: table.keyIn(lastItem) }),
    ConsumedCapacity: { CapacityUnits: Math.ceil(size / 4096) * (ConsistentRead ? 1 : 0.5), TableName },
  }
  return Buffer.concat([Buffer.from('{"Items":['), ...inList(found), Buffer.from(`],${JSON.stringify(rest).slice(1)}`)])
}
