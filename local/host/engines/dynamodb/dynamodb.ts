import { createRequire } from 'node:module'
import { join } from 'node:path'
import { jsonCall } from '../../machine/json-call.ts'
import type { TablePlan } from '../../template/plan.ts'
import { type EngineHandle, runEngine } from '../engine.ts'
import { doorKey, guard, guardedUrl } from '../guard.ts'
import { listenLocally } from '../listen.ts'
import { checkLevel } from './level-check.ts'
import { createDynalite } from './statements.ts'

const require = createRequire(import.meta.url)

// dynalite's defaults are for small memories, and its trips through the thread pool cost more than gets and puts
// (docs/adr/0001).
const { ClassicLevel } = createRequire(require.resolve('level'))('classic-level') as {
  ClassicLevel: { prototype: LevelInside }
}
interface LevelInside {
  _open(options: object): Promise<void>
  _get(key: string, options: object): Promise<unknown>
  _getSync(key: string, options: object): unknown
  _put(key: string, value: unknown, options: object): Promise<void>
  _batch(operations: object[], options: object): Promise<void>
}
const { _open: open, _batch: batch } = ClassicLevel.prototype
ClassicLevel.prototype._open = function (options) {
  return open.call(this, { ...options, writeBufferSize: 16 * 2 ** 20, cacheSize: 32 * 2 ** 20 })
}
ClassicLevel.prototype._get = async function (key, options) {
  return this._getSync(key, options)
}
let puts: object[] = []
let written: Promise<void> | undefined
ClassicLevel.prototype._put = function (key, value, options) {
  puts.push({ ...options, type: 'put', key, value })
  written ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
    const operations = puts
    puts = []
    written = undefined
    return batch.call(this, operations, {})
  })
  return written
}

type Found = (error: Error | null, table?: { TableStatus: string }) => void
interface DynaliteStore {
  getTable(name: string, ...rest: [Found] | [checkStatus: boolean, Found]): void
  tableDb: Record<'put' | 'del', (key: string, ...rest: unknown[]) => unknown>
}
const db = require('dynalite/db') as { create(options: object): DynaliteStore }
const { create } = db
db.create = (options) => {
  const store = create(options)
  const { getTable } = store
  const active = new Map<string, { TableStatus: string }>()
  store.getTable = (name, ...rest) => {
    const [found] = rest
    if (typeof found === 'boolean') return getTable(name, ...rest)
    const known = active.get(name)
    if (known) return found(null, known)
    getTable(name, (error, table) => {
      if (table?.TableStatus === 'ACTIVE') active.set(name, table)
      found(error, table)
    })
  }
  for (const change of ['put', 'del'] as const) {
    const original = store.tableDb[change]
    store.tableDb[change] = (key, ...rest) => {
      active.clear()
      return original(key, ...rest)
    }
  }
  return store
}

await runEngine(async ({ dir, port: wished, secretAccessKey }): Promise<EngineHandle> => {
  const level = join(dir, 'level')
  checkLevel(level)
  const server = createDynalite({ path: level, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
  guard(server, doorKey(secretAccessKey))
  const port = await listenLocally(server, wished)
  const url = guardedUrl(port, secretAccessKey)
  return {
    port,
    operations: { open: (tables: TablePlan[]) => openTables(url, tables) },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
})

async function openTables(url: string, tables: TablePlan[]): Promise<void> {
  const { TableNames } = await jsonCall<{ TableNames: string[] }>(url, 'DynamoDB_20120810.ListTables', {})
  await Promise.all(
    tables
      .filter((table) => !TableNames.includes(table.name))
      .map(async (table) => {
        await jsonCall(url, 'DynamoDB_20120810.CreateTable', { TableName: table.name, ...table.definition })
        for (;;) {
          const { Table } = await jsonCall<{ Table: { TableStatus: string } }>(url, 'DynamoDB_20120810.DescribeTable', {
            TableName: table.name,
          })
          if (Table.TableStatus === 'ACTIVE') return
        }
      }),
  )
}
