import { type ChildProcess, fork } from 'node:child_process'
import { hubFault, saysFull } from '../machine/fault.ts'
import { makeOwnFolder } from '../machine/own-folder.ts'
import { ROOMY_HEAP } from '../machine/roomy-heap.ts'
import type { EngineOptions, Kept } from './engine.ts'
import { guardedUrl } from './guard.ts'

export interface Engine {
  port: number
  url: string
  /** Answers come in the order of the engine's reports. */
  call<T = void>(op: string, args?: unknown): Promise<T>
  /** Ends the child where the hub ends without a word. */
  keep(child: ChildProcess): void
  stop(): Promise<void>
}

interface Reply {
  ready?: number
  event?: unknown
  id?: number
  result?: unknown
  error?: string
  fault?: { name: string; message: string }
}

/** @param onDeath called if the engine ends unasked */
export function startEngine(
  name: 'dynamodb' | 's3' | 'messages' | 'mail',
  options: EngineOptions,
  environment: NodeJS.ProcessEnv,
  onEvent: (event: never) => void,
  onDeath: (error: Error) => void,
): Promise<Engine> {
  makeOwnFolder(options.dir)
  const entry = new URL(`./${name}/${name}.ts`, import.meta.url)
  const child = fork(entry, [], {
    execArgv: ROOMY_HEAP,
    env: { ...environment, HUB_ENGINE: JSON.stringify(options) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let nextId = 1
  let stopping = false
  let fault: Reply['fault']

  // S3 checks signatures itself; its URLs are handed out.
  const urlOf = (port: number) =>
    name === 's3' ? `http://127.0.0.1:${port}` : guardedUrl(port, options.secretAccessKey)

  const call = <T>(op: string, args?: unknown): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = nextId++
      waiting.set(id, { resolve, reject })
      child.send({ id, op, args }, (error) => error && reject(error))
    })

  const keep = ({ pid }: ChildProcess, lives: boolean) => {
    if (pid !== undefined && child.connected) child.send({ keep: pid, lives } satisfies Kept, () => {})
  }
  const keepUntilItEnds = (other: ChildProcess) => {
    keep(other, true)
    other.once('exit', () => keep(other, false))
  }

  return new Promise((started, failed) => {
    child.on('message', (reply: Reply) => {
      if (reply.fault) fault = reply.fault
      if (reply.event !== undefined) return onEvent(reply.event as never)
      if (reply.ready !== undefined)
        return started({ port: reply.ready, url: urlOf(reply.ready), call, keep: keepUntilItEnds, stop })
      const asked = waiting.get(reply.id ?? 0)
      waiting.delete(reply.id ?? 0)
      if (reply.error === undefined) asked?.resolve(reply.result as never)
      else asked?.reject(new Error(`${name}: ${reply.error}`))
    })
    child.on('exit', (code, signal) => {
      const error = deathOf(name, fault ?? { name: '', message: String(signal ?? code) })
      failed(error)
      for (const { reject } of waiting.values()) reject(error)
      if (!stopping) onDeath(error)
    })
  })

  async function stop(): Promise<void> {
    stopping = true
    await endChild(child, () => call('close').catch(() => {}), 5000)
  }
}

function deathOf(engine: string, { name, message }: { name: string; message: string }): Error {
  const known =
    /corrupt|malformed|not a database/i.test(`${name} ${message}`) || name === 'DataDamaged'
      ? 'DataDamaged'
      : saysFull(message)
        ? 'DiskFull'
        : 'EngineDied'
  return hubFault(known, `the ${engine} engine ended (${message})`)
}

export async function endChild(child: ChildProcess, ask: () => unknown, graceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
  ask()
  await ended
  clearTimeout(timer)
}
