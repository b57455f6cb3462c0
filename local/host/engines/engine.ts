import type { Serializable } from 'node:child_process'
import { lockFolder } from '../folder-lock.ts'

/** What an engine's entry hands to {@link runEngine}: where it listens, what it can be asked, how it ends. */
export interface EngineHandle {
  port: number
  /** Operations by name; arguments and results are plain JSON. */
  operations: Record<string, (args: never) => unknown>
  close(): Promise<void>
}

/** Start options, handed over in the environment (JSON): a command line, with its keys, can be read by everybody. */
export interface EngineOptions {
  /** Folder that the engine may use and nobody else. */
  dir: string
  /** Port it had the last time; taken again if it is still free, so that URLs handed out before a restart stay valid. */
  port: number
  /** Keys that clients sign with. */
  accessKeyId: string
  secretAccessKey: string
}

/** A question to an engine and its answer, over the child's IPC channel. */
interface EngineCall {
  id: number
  op: string
  args: unknown
}

/** Tells the hub of something that happened, in the order in which it happened. */
export function report(event: Serializable): void {
  if (process.connected) process.send?.({ event })
}

/** Ends this engine, and the hub with it, which is told why: what it could not write it cannot answer for any more. */
export function fail(error: Error): void {
  const { name, message } = error
  if (!process.connected) process.exit(1)
  process.send?.({ fault: { name, message } }, () => process.exit(1))
}

/**
 * Runs an engine in this child process until the hub asks it to close or is gone.
 * Ctrl-C reaches the whole process group, so signals are left to the hub, which closes engines last.
 */
export async function runEngine(start: (options: EngineOptions) => Promise<EngineHandle>): Promise<void> {
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => {})
  process.on('disconnect', () => process.exit(0))
  // A client that dies in the middle of a request (a function that was killed, say) is lost, and nothing else is.
  process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') fail(error)
  })
  if (!process.connected) process.exit(0)
  const options = JSON.parse(process.env.HUB_ENGINE ?? '{}') as EngineOptions
  // After a hub was killed its engines may take a moment longer than it to be gone.
  process.on('exit', lockFolder(options.dir, 5000))
  const handle = await start(options).catch((error: Error) => {
    fail(error)
    return new Promise<never>(() => {})
  })
  process.on('message', async (call: EngineCall) => {
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
