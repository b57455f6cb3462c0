import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { linesIn } from '../../functions/lines.ts'
import { endChild } from './engine-process.ts'
import type { InvocationReply } from './function-process.ts'
import type { Log } from './log.ts'
import type { FunctionPlan } from './plan.ts'
import { ROOMY_HEAP } from './roomy-heap.ts'

/** How an invocation ended. `code` is the error's name, or what became of the process. */
export type Outcome = { ok: true; result: unknown } | { ok: false; code: string; message: string }

export interface PoolOptions {
  /** Most processes at once. */
  size: number
  /** How long (ms) an event waits for a process before another one is started beside those at work. */
  patience: number
}

/** The execution environments of one function. */
export interface FunctionPool {
  size: number
  /** Runs the handler on one event, when a process is free. Never throws. */
  invoke(event: unknown): Promise<Outcome>
  /** Starts a process more before an event needs it, if the pool may have another; resolves when it is ready, or will not be. */
  warm(): Promise<void>
  /** Lets running handlers end for the grace (ms), then kills them. */
  stop(graceMs: number): Promise<void>
}

interface Environment {
  child: ChildProcess
  ready: boolean
  job?: Job
  timer?: NodeJS.Timeout
}

interface Job {
  id: string
  /** As `performance.now()` has it. */
  since: number
  event: unknown
  done(outcome: Outcome): void
}

const ENTRY = new URL('./function-process.ts', import.meta.url)

/**
 * A pool of processes, each with one event at a time; a process that runs into its timeout is killed, one that dies
 * fails its event, and the next event gets a new one.
 */
export function createFunctionPool(
  plan: FunctionPlan,
  { size, patience }: PoolOptions,
  environment: NodeJS.ProcessEnv,
  log: Log,
): FunctionPool {
  const [file = '', exportName = ''] = plan.handler.split('.')
  const module = ['.mjs', '.js', '.cjs'].map((end) => join(plan.code, file + end)).find((path) => existsSync(path))
  if (!module) throw new Error(`function ${plan.name}: no bundle ${file} in ${plan.code}`)
  // Who has options of its own has them for its memory.
  const heap = plan.environment.NODE_OPTIONS ? [] : ROOMY_HEAP
  const environments = new Set<Environment>()
  const waiting: Job[] = []
  let stopping = false
  let later: NodeJS.Timeout | undefined

  const start = (): Environment => {
    const child = fork(ENTRY, [module, exportName], {
      execArgv: [...heap, `--max-old-space-size=${plan.memoryMb}`, '--enable-source-maps'],
      env: {
        ...environment,
        ...plan.environment,
        AWS_LAMBDA_FUNCTION_NAME: plan.name,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(plan.memoryMb),
        HUB_FUNCTION_ARN: plan.arn,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    const one: Environment = { child, ready: false }
    environments.add(one)
    for (const output of [child.stdout, child.stderr])
      if (output) void passOn(output, (line) => log({ event: 'output', function: plan.name, line }))
    child.on('message', (message: 'ready' | InvocationReply) => {
      if (message === 'ready') {
        one.ready = true
        next()
      } else if (message.id === one.job?.id) {
        finish(one, message.error ? failure(message.error.type, message.error.message) : ok(message.result))
        next()
      }
    })
    child.on('exit', (code, signal) => {
      environments.delete(one)
      if (one.job && stopping) finish(one, STOPPED)
      else if (one.job) finish(one, failure('Runtime.ExitError', `the process ended (${signal ?? code})`))
      // A bundle that cannot be loaded would be started for ever: it fails an event instead.
      else if (!one.ready && !stopping) waiting.shift()?.done(failure('Runtime.InitError', 'the process did not start'))
      next()
    })
    return one
  }

  const finish = (one: Environment, outcome: Outcome): void => {
    const { job } = one
    delete one.job
    clearTimeout(one.timer)
    job?.done(outcome)
  }

  const next = (): void => {
    while (waiting.length > 0) {
      const idle = [...environments].find((one) => one.ready && !one.job)
      if (!idle) break
      const job = waiting.shift()
      if (job) run(idle, job)
    }
    const starting = [...environments].filter((one) => !one.ready).length
    const [first] = waiting
    if (!first || waiting.length <= starting || environments.size >= size || stopping) return
    const wait = environments.size === 0 ? 0 : first.since + patience - performance.now()
    if (wait <= 0) start()
    else
      later ??= setTimeout(() => {
        later = undefined
        next()
      }, wait)
  }

  const run = (one: Environment, job: Job): void => {
    one.job = job
    const timeoutMs = plan.timeoutSeconds * 1000
    one.timer = setTimeout(() => {
      environments.delete(one)
      one.child.kill('SIGKILL')
      finish(one, failure('Sandbox.Timedout', `Task timed out after ${plan.timeoutSeconds} seconds`))
      next()
    }, timeoutMs)
    one.child.send({ id: job.id, event: job.event, deadline: Date.now() + timeoutMs }, () => {})
  }

  return {
    size,
    invoke: (event) =>
      new Promise((done) => {
        if (stopping) return done(STOPPED)
        waiting.push({ id: randomUUID(), since: performance.now(), event, done })
        next()
      }),
    warm: async () => {
      if (environments.size >= size || stopping) return
      const { child } = start()
      await new Promise<void>((resolve) => child.once('message', () => resolve()).once('exit', () => resolve()))
    },
    stop: async (graceMs) => {
      stopping = true
      clearTimeout(later)
      for (const job of waiting.splice(0)) job.done(STOPPED)
      await Promise.all(
        [...environments].map((one) => {
          const { job } = one
          if (!job) return endChild(one.child, () => one.child.kill('SIGKILL'), graceMs)
          const { done } = job
          job.done = (outcome) => {
            done(outcome)
            one.child.kill('SIGKILL')
          }
          return endChild(one.child, () => {}, graceMs)
        }),
      )
    },
  }
}

async function passOn(output: AsyncIterable<Uint8Array>, line: (text: string) => void): Promise<void> {
  try {
    for await (const text of linesIn(output)) line(text)
  } catch {
    // A process that is killed may leave its output broken off: what became of the process is told elsewhere.
  }
}

const STOPPED = failure('Stopped', 'the hub is stopping')

function ok(result: unknown): Outcome {
  return { ok: true, result }
}

function failure(code: string, message: string): Outcome {
  return { ok: false, code, message }
}
