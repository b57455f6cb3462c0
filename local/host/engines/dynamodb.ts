import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { jsonCall } from '../json-call.ts'
import type { TablePlan } from '../plan.ts'
import { type EngineHandle, runEngine } from './engine.ts'
import { listenLocally } from './listen.ts'

const require = createRequire(import.meta.url)
const dynalite = require('dynalite') as (options: Record<string, unknown>) => Server

// dynalite opens its database with LevelDB's defaults, which are for small memories, and every get takes a trip through
// the thread pool, which costs more than the get. 120,000 writes and reads of 0.7 KB took 11.2 s of CPU instead of 16.4.
const { ClassicLevel } = createRequire(require.resolve('level'))('classic-level') as {
  ClassicLevel: { prototype: LevelInside }
}
interface LevelInside {
  _open(options: object): Promise<void>
  _get(key: string, options: object): Promise<unknown>
  _getSync(key: string, options: object): unknown
}
const open = ClassicLevel.prototype._open
ClassicLevel.prototype._open = function (options) {
  return open.call(this, { ...options, writeBufferSize: 16 * 2 ** 20, cacheSize: 32 * 2 ** 20 })
}
ClassicLevel.prototype._get = async function (key, options) {
  return this._getSync(key, options)
}

// dynalite throws from a socket's error handler when a client dies in the middle of a request (a function that was
// killed, say); the request is lost with its sender and nothing else is.
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE') return
  console.error(error)
  process.exit(1)
})

await runEngine(async ({ dir, port: wished }): Promise<EngineHandle> => {
  const server = dynalite({ path: join(dir, 'level'), createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
  const port = await listenLocally(server, wished)
  return {
    port,
    operations: { open: (tables: TablePlan[]) => openTables(port, tables) },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
})

/** Creates the tables that are not there yet. Their keys cannot change afterwards, as in DynamoDB. */
async function openTables(port: number, tables: TablePlan[]): Promise<void> {
  const { TableNames } = await jsonCall<{ TableNames: string[] }>(port, 'DynamoDB_20120810.ListTables', {})
  await Promise.all(
    tables
      .filter((table) => !TableNames.includes(table.name))
      .map(async (table) => {
        await jsonCall(port, 'DynamoDB_20120810.CreateTable', { TableName: table.name, ...table.definition })
        for (;;) {
          const { Table } = await jsonCall<{ Table: { TableStatus: string } }>(
            port,
            'DynamoDB_20120810.DescribeTable',
            { TableName: table.name },
          )
          if (Table.TableStatus === 'ACTIVE') return
        }
      }),
  )
}
