import type { Serializable } from 'node:child_process'
import { lockFolder } from '../machine/folder-lock.ts'
import { keepFilesOwn } from '../machine/own-folder.ts'

export interface EngineHandle {
  port: number
  operations: Record<string, (args: never) => unknown>
  close(): Promise<void>
}

/** The environment carries the options, since everybody can read a command line. */
export interface EngineOptions {
  dir: string
  /** The same port as last time keeps URLs valid that were handed out before. */
  port: number
  accessKeyId: string
  secretAccessKey: string
}

interface EngineCall {
  id: number
  op: string
  args: unknown
}

/** A process that ends with the hub: while it computes it would not see the hub go. */
export interface Kept {
  keep: number
  lives: boolean
}

function endAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {}
}

export function report(event: Serializable): void {
  if (process.connected) process.send?.({ event })
}

/** An engine that could not write cannot answer for its data, and ends the hub. */
export function fail(error: Error): void {
  const { name, message } = error
  if (!process.connected) process.exit(1)
  process.send?.({ fault: { name, message } }, () => process.exit(1))
}

/** Signals are left to the hub, which closes engines last. */
export async function runEngine(start: (options: EngineOptions) => Promise<EngineHandle>): Promise<void> {
  keepFilesOwn()
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => {})
  const kept = new Set<number>()
  process.on('disconnect', () => {
    for (const pid of kept) endAtOnce(pid)
    process.exit(0)
  })
  // A client that dies in the middle of a request is lost, and nothing else is.
  process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') fail(error)
  })
  if (!process.connected) process.exit(0)
  const options = JSON.parse(process.env.HUB_ENGINE ?? '{}') as EngineOptions
  process.on('exit', lockFolder(options.dir, 5000))
  const handle = await start(options).catch((error: Error) => {
    fail(error)
    return new Promise<never>(() => {})
  })
  process.on('message', async (call: EngineCall | Kept) => {
    if ('keep' in call) {
      if (call.lives) kept.add(call.keep)
      else kept.delete(call.keep)
      return
    }
    try {
      if (call.op === 'close') {
        await handle.close()
        process.send?.({ id: call.id, result: null }, () => process.exit(0))
        return
      }
      const operation = handle.operations[call.op]
      if (!operation) throw new Error(`no operation ${call.op}`)
      const result = (await operation(call.args as never)) ?? null
      process.send?.({ id: call.id, result })
    } catch (error) {
      process.send?.({ id: call.id, error: error instanceof Error ? error.message : String(error) })
    }
  })
  process.send?.({ ready: handle.port })
}
