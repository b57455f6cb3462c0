import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { jsonCall } from '../json-call.ts'
import type { TablePlan } from '../plan.ts'
import { type EngineHandle, runEngine } from './engine.ts'
import { listenLocally } from './listen.ts'

const dynalite = createRequire(import.meta.url)('dynalite') as (options: Record<string, unknown>) => Server

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
