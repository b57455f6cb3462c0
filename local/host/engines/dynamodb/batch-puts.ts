/** Puts of one request are written at once: dynalite reads what each replaces, which only conditions and indexes need (docs/adr/0001). */
import { createRequire } from 'node:module'

type Item = Record<string, object>
type Done = (error: unknown, answer?: object) => void
interface Table {
  readonly GlobalSecondaryIndexes?: unknown
  readonly LocalSecondaryIndexes?: unknown
}
interface ItemDb {
  lock(keys: readonly string[], run: (release: (done: Done) => Done) => void): void
  batch(puts: readonly { type: 'put'; key: string; value: Item }[], done: Done): void
}
interface Store {
  getTable(name: string, found: (error: Error | null, table: Table) => void): void
  getItemDb(name: string): ItemDb
}
interface BatchWrite {
  readonly RequestItems: Record<string, readonly { readonly PutRequest?: { readonly Item: Item } }[]>
  readonly ReturnConsumedCapacity?: string
}
type Write = (store: Store, data: BatchWrite, done: Done) => void
interface Database {
  /** Undefined where it is valid. */
  validateItem(item: Item, table: Table): unknown
  createKey(item: Item, table: Table): string
  addConsumedCapacity(
    data: object,
    isRead: boolean,
    before: undefined,
    after: Item,
  ): { CapacityUnits: number } | undefined
}

const require = createRequire(import.meta.url)
const ACTION = 'dynalite/actions/batchWriteItem'

/** Before dynalite itself is loaded. */
export function writeBatchesAtOnce(): void {
  const database = require('dynalite/db') as Database
  const original = require(ACTION) as Write
  const loaded = require.cache[require.resolve(ACTION)]
  if (loaded) loaded.exports = batchWrite(original, database)
}

/** What is not only puts into one table without indexes, and what is wrong, is dynalite's. */
function batchWrite(original: Write, database: Database): Write {
  return (store, data, done) => {
    const [[name = '', requests = []] = [], ...others] = Object.entries(data.RequestItems)
    const items = requests.flatMap(({ PutRequest }) => (PutRequest ? [PutRequest.Item] : []))
    if (others.length > 0 || items.length < requests.length) return original(store, data, done)
    store.getTable(name, (error, table) => {
      if (error || table.GlobalSecondaryIndexes || table.LocalSecondaryIndexes) return original(store, data, done)
      if (items.some((item) => database.validateItem(item, table) != null)) return original(store, data, done)
      const puts = items.map((value) => ({ type: 'put' as const, key: database.createKey(value, table), value }))
      const keys = new Set(puts.map(({ key }) => key))
      if (keys.size < puts.length) return original(store, data, done)
      const itemDb = store.getItemDb(name)
      itemDb.lock([...keys], (release) => {
        const written = release(done)
        itemDb.batch(puts, (failure) => {
          if (failure) return written(failure)
          const { ReturnConsumedCapacity } = data
          const unitsOf = (item: Item) =>
            database.addConsumedCapacity({ TableName: name, ReturnConsumedCapacity }, false, undefined, item)
              ?.CapacityUnits
          const units = items.reduce((sum, item) => sum + (unitsOf(item) ?? 0), 0)
          const capacity = ReturnConsumedCapacity && { ConsumedCapacity: [{ TableName: name, CapacityUnits: units }] }
          written(null, { UnprocessedItems: {}, ...capacity })
        })
      })
    })
  }
}
