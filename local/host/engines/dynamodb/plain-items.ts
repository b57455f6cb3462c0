/**
 * Batches of plain items, and items by their key, are most of a month's requests; dynalite makes a dozen calls and turns
 * of the event loop an item. What is not plain is left to it.
 */
import { hash } from 'node:crypto'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const db = require('dynalite/db') as { itemSize(item: object): number }

/** Every attribute is one text that is not empty. */
type PlainItem = Record<string, { readonly S: string }>

interface Table {
  readonly KeySchema: readonly { readonly AttributeName: string }[]
  readonly AttributeDefinitions: readonly { readonly AttributeName: string; readonly AttributeType: string }[]
  readonly GlobalSecondaryIndexes?: unknown
  readonly LocalSecondaryIndexes?: unknown
}

export interface DynaliteStore {
  readonly options: { readonly maxItemSize: number }
  readonly db: {
    getSync(key: string, options: object): Uint8Array | undefined
    values(options: object): { all(): Promise<Uint8Array[]> }
    batch(operations: object[], done: (error: Error | null) => void): void
  }
  getTable(name: string, done: (error: Error | null, table?: Table) => void): void
  getItemDb(name: string): { lock(keys: string[], work: (release: (done: () => void) => () => void) => void): void }
}

interface Batch {
  readonly RequestItems?: Record<string, unknown>
  readonly ReturnConsumedCapacity?: string
}

interface Get {
  readonly TableName?: string
  readonly Key?: unknown
  readonly ConsistentRead?: unknown
  readonly ReturnConsumedCapacity?: string
}

export const RAW = { valueEncoding: 'buffer' }
/** An answer that may be larger is dynalite's. */
const MOST_ANSWER = 2 ** 20
const MOST_KEYS = 100
const MOST_PUTS = 25
const MOST_KEY = 1024

/** @returns the answer's body, or undefined for dynalite */
export const answerGets = (store: DynaliteStore, body: string) => answer(store, body, get)
export const answerPuts = (store: DynaliteStore, body: string) => answer(store, body, put)

/** One item by its key. */
export async function answerGet(store: DynaliteStore, body: string): Promise<Buffer | undefined> {
  const { TableName, Key, ConsistentRead, ReturnConsumedCapacity, ...more } = jsonIn<Get>(body)
  if (TableName === undefined || ReturnConsumedCapacity !== 'TOTAL' || Object.keys(more).length > 0) return undefined
  const table = await keysOf(store, TableName)
  const key = table && wholeKey(table, Key)
  if (key === undefined) return undefined
  const item = store.db.getSync(key, RAW)
  const units = unitsOf(item) * (ConsistentRead === true ? 1 : 0.5)
  const rest = `"ConsumedCapacity":${JSON.stringify({ CapacityUnits: units, TableName })}}`
  return item ? Buffer.concat([Buffer.from('{"Item":'), item, COMMA, Buffer.from(rest)]) : Buffer.from(`{${rest}`)
}

async function answer(store: DynaliteStore, body: string, work: typeof put | typeof get): Promise<Buffer | undefined> {
  const { RequestItems, ReturnConsumedCapacity, ...more } = jsonIn<Batch>(body)
  const [[name, asked] = [], ...others] = Object.entries(RequestItems ?? {})
  if (name === undefined || others.length > 0 || ReturnConsumedCapacity !== 'TOTAL' || Object.keys(more).length > 0)
    return undefined
  const table = await keysOf(store, name)
  return table && work(store, name, table, asked)
}

export function jsonIn<T extends object>(body: string): Partial<T> {
  try {
    return Object(JSON.parse(body)) as T
  } catch {
    return {}
  }
}

/** How dynalite stores a table's items. */
interface TableKeys {
  readonly names: readonly [hash: string, range: string]
  /** Before each key of a partition; undefined for what is no key. */
  partitionOf(hash: string | undefined): string | undefined
  /** Undefined for what is no key. */
  keyOf(item: PlainItem): string | undefined
  /** Of a stored item. */
  keyIn(item: Uint8Array): Record<string, unknown>
}

/** @returns undefined where the table is of another kind or not there */
export async function keysOf(store: DynaliteStore, name: string): Promise<TableKeys | undefined> {
  const table = await new Promise<Table | undefined>((resolve) => store.getTable(name, (_, found) => resolve(found)))
  if (!table || table.GlobalSecondaryIndexes || table.LocalSecondaryIndexes) return undefined
  const [hashed, ranged, ...more] = table.KeySchema.map(({ AttributeName }) => AttributeName)
  const isText = table.AttributeDefinitions.every(({ AttributeType }) => AttributeType === 'S')
  if (hashed === undefined || ranged === undefined || more.length > 0 || !isText) return undefined
  const partitionOf = (h: unknown) =>
    isKey(h) ? `item-${name}~${hash('md5', `Outliers${h}`).slice(0, 6)}/${hex(h)}/` : undefined
  return {
    names: [hashed, ranged],
    partitionOf,
    keyOf(item) {
      const [partition, r] = [partitionOf(item[hashed]?.S), item[ranged]?.S]
      return partition !== undefined && isKey(r) ? `${partition}${hex(r)}/` : undefined
    },
    keyIn(item) {
      const { [hashed]: h, [ranged]: r } = JSON.parse(Buffer.from(item).toString())
      return { [hashed]: h, [ranged]: r }
    },
  }
}

export const isKey = (text: unknown): text is string =>
  typeof text === 'string' && text !== '' && text.length <= MOST_KEY

export const wholeKey = ({ keyOf }: TableKeys, key: unknown) =>
  isPlain(key) && Object.keys(key).length === 2 ? keyOf(key) : undefined
/** Of a strongly consistent read. */
const unitsOf = (item: Uint8Array | undefined) => (item ? Math.ceil(sizeOf(item) / 4096) : 1)
export const hex = (text: string) => Buffer.from(text).toString('hex')

function get({ db }: DynaliteStore, name: string, table: TableKeys, asked: unknown): Buffer | undefined {
  const { Keys, ConsistentRead, ...more } = (asked ?? {}) as { Keys?: unknown; ConsistentRead?: unknown }
  if (!isList(Keys, MOST_KEYS) || Object.keys(more).length > 0) return undefined
  const keys = Keys.map((key) => wholeKey(table, key))
  if (!areDifferent(keys)) return undefined
  const found: Uint8Array[] = []
  let [bytes, units] = [0, 0]
  for (const key of keys) {
    const item = db.getSync(key, RAW)
    units += unitsOf(item)
    if (!item) continue
    found.push(item)
    bytes += item.length
  }
  if (bytes > MOST_ANSWER) return undefined
  const rest = `]},"UnprocessedKeys":{},${consumed(name, ConsistentRead === true ? units : units / 2)}}`
  return Buffer.concat([Buffer.from(`{"Responses":{"${name}":[`), ...inList(found), Buffer.from(rest)])
}

const COMMA = Buffer.from(',')
export const inList = (items: readonly Uint8Array[]): Uint8Array[] =>
  items.flatMap((item, i) => (i === 0 ? [item] : [COMMA, item]))

async function put(store: DynaliteStore, name: string, table: TableKeys, asked: unknown): Promise<Buffer | undefined> {
  if (!isList(asked, MOST_PUTS)) return undefined
  const items = asked.map((one) => {
    const { PutRequest, ...more } = (one ?? {}) as { PutRequest?: { Item?: unknown } }
    return Object.keys(more).length === 0 && isPlain(PutRequest?.Item) ? PutRequest.Item : undefined
  })
  const keys = items.map((item) => item && table.keyOf(item))
  if (!areDifferent(keys)) return undefined
  const puts = keys.map((key, i) => ({ type: 'put', key, value: Buffer.from(JSON.stringify(items[i])), ...RAW }))
  const sizes = puts.map(({ value }) => sizeOf(value))
  if (sizes.some((size) => size > store.options.maxItemSize)) return undefined
  let units = 0
  // A condition on one of these items is judged before them or after them.
  await new Promise<void>((done, failed) => {
    store.getItemDb(name).lock(
      keys.map((key) => key.slice(key.indexOf('~') + 1)),
      (release) => {
        for (const [i, key] of keys.entries()) {
          const before = store.db.getSync(key, RAW)
          units += Math.ceil(Math.max(sizes[i] ?? 0, before ? sizeOf(before) : 0) / 1024)
        }
        store.db.batch(puts, (error) => release(() => (error ? failed(error) : done()))())
      },
    )
  })
  return Buffer.from(`{"UnprocessedItems":{},${consumed(name, units)}}`)
}

const consumed = (TableName: string, CapacityUnits: number) =>
  `"ConsumedCapacity":${JSON.stringify([{ CapacityUnits, TableName }])}`

function isList(asked: unknown, most: number): asked is unknown[] {
  return Array.isArray(asked) && asked.length > 0 && asked.length <= most
}

function isPlain(item: unknown): item is PlainItem {
  if (typeof item !== 'object' || item === null) return false
  return Object.values(item).every((value) => {
    const [[type, text] = [], ...others] = Object.entries((value ?? {}) as object)
    return type === 'S' && typeof text === 'string' && text !== '' && others.length === 0
  })
}

function areDifferent(keys: readonly (string | undefined)[]): keys is string[] {
  return keys.every((key) => key !== undefined) && new Set(keys).size === keys.length
}

/** As dynalite reckons it from a stored item: UTF-16 units of the attributes' names and values. */
export function sizeOf(item: Uint8Array): number {
  return plainSize(item) ?? db.itemSize(JSON.parse(Buffer.from(item).toString()))
}

const [QUOTE, ESCAPE, LOWER_U, COLON, CLOSE] = [...Buffer.from('"\\u:}')] as [number, number, number, number, number]

function plainSize(item: Uint8Array): number | undefined {
  let size = 0
  // Before a text: `{` or `,`, then `:{"S":`, and `}` after it.
  for (let at = 1, nth = 0; ; nth++) {
    if (item[at] !== QUOTE) return undefined
    for (at++; item[at] !== QUOTE; size++) {
      const byte = item[at]
      if (byte === undefined) return undefined
      if (byte === ESCAPE) at += item[at + 1] === LOWER_U ? 6 : 2
      else if (byte < 0x80) at++
      else if (byte < 0xe0) at += 2
      else if (byte < 0xf0) at += 3
      else {
        at += 4
        size++
      }
    }
    at++
    if (nth % 2 === 0) {
      // The value is another kind's where its letter is another.
      if (item[at] !== COLON || item[at + 3] !== 0x53 || item[at + 5] !== COLON) return undefined
      at += 6
    } else {
      if (item[at] !== CLOSE) return undefined
      if (item[at + 1] === CLOSE) return size
      at += 2
    }
  }
}
