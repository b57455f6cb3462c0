import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { linesIn } from '../../../functions/shared/work/lines.ts'
import { endChild } from '../engines/engine-process.ts'
import type { Log } from '../machine/log.ts'
import type { FunctionPlan } from '../template/plan.ts'
import type { Invocation, InvocationReply, Loading } from './function-process.ts'

export type Outcome = { ok: true; result: unknown } | { ok: false; code: string; message: string }

export interface ProcessOptions {
  memoryMb: number
  /** V8's flags. */
  heap: readonly string[]
}

export interface PoolOptions {
  size: number
  patience: number
  /** Told of every process. */
  keep?: (child: ChildProcess) => void
}

export interface FunctionPool {
  size: number
  /** Never throws. */
  invoke(plan: FunctionPlan, event: unknown): Promise<Outcome>
  warm(plans: readonly FunctionPlan[]): Promise<void>
  stop(graceMs: number): Promise<void>
}

export interface PooledFunction {
  size: number
  invoke(event: unknown): Promise<Outcome>
}

interface Environment {
  child: ChildProcess
  functions: Set<FunctionPlan>
  loading: Set<string>
  job?: Job
  last?: string
  timer?: NodeJS.Timeout
}

interface Job {
  id: string
  plan: FunctionPlan
  since: number
  event: unknown
  begun: boolean
  done(outcome: Outcome): void
}

const ENTRY = new URL('./function-process.ts', import.meta.url)

/** A process has one event at a time and keeps what it has compiled; a timeout or a crash fails its event alone. */
export function createFunctionPool(
  { memoryMb, heap }: ProcessOptions,
  { size, patience, keep }: PoolOptions,
  environment: NodeJS.ProcessEnv,
  log: Log,
): FunctionPool {
  let environments: Environment[] = []
  const waiting: Job[] = []
  let stopping = false
  let later: NodeJS.Timeout | undefined

  const start = (plans: readonly FunctionPlan[]): Environment => {
    const child = fork(ENTRY, [], {
      execArgv: [...heap, `--max-old-space-size=${memoryMb}`, '--enable-source-maps'],
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    keep?.(child)
    const one: Environment = { child, functions: new Set(), loading: new Set() }
    environments.push(one)
    for (const output of [child.stdout, child.stderr])
      if (output) void passOn(output, (line) => log({ event: 'output', function: one.last ?? plans[0]?.name, line }))
    child.on('message', (message: { loaded: string } | InvocationReply) => {
      if ('loaded' in message) {
        one.loading.delete(message.loaded)
        if (one.loading.size > 0) return
        if (one.job) return begin(one, one.job)
      } else {
        if (message.id !== one.job?.id) return
        finish(one, message.error ? failure(message.error.type, message.error.message) : ok(message.result))
      }
      next()
    })
    child.on('exit', (code, signal) => {
      environments = environments.filter((other) => other !== one)
      if (one.job)
        finish(
          one,
          stopping
            ? STOPPED
            : one.job.begun
              ? failure('Runtime.ExitError', `the process ended (${signal ?? code})`)
              : NOT_STARTED,
        )
      // A bundle that cannot be loaded would be started for ever.
      else if (one.loading.size > 0 && !stopping) drop(({ plan }) => one.loading.has(plan.name))?.done(NOT_STARTED)
      next()
    })
    for (const plan of plans) load(one, plan)
    return one
  }

  const load = (one: Environment, plan: FunctionPlan): void => {
    one.functions.add(plan)
    one.loading.add(plan.name)
    const { name, arn, environment, permissions } = plan
    one.child.send(
      { load: name, arn, memoryMb, environment, permissions, ...bundleOf(plan) } satisfies Loading,
      () => {},
    )
  }

  const drop = (which: (job: Job) => boolean): Job | undefined => {
    const at = waiting.findIndex(which)
    return at < 0 ? undefined : waiting.splice(at, 1)[0]
  }

  const finish = (one: Environment, outcome: Outcome): void => {
    const { job } = one
    delete one.job
    clearTimeout(one.timer)
    if (environments.includes(one)) environments = [one, ...environments.filter((other) => other !== one)]
    job?.done(outcome)
  }

  const next = (): void => {
    for (let first = waiting[0]; first; first = waiting[0]) {
      const { plan } = first
      const idle = environments.filter((one) => one.loading.size === 0 && !one.job)
      const one = idle.find(({ functions }) => functions.has(plan)) ?? idle[0]
      if (!one) break
      waiting.shift()
      run(one, first)
    }
    const starting = environments.filter((one) => one.loading.size > 0 && !one.job).length
    const [first] = waiting
    if (!first || waiting.length <= starting || environments.length >= size || stopping) return
    const wait = environments.length === 0 ? 0 : first.since + patience - performance.now()
    if (wait <= 0) start([first.plan])
    else
      later ??= setTimeout(() => {
        later = undefined
        next()
      }, wait)
  }

  const run = (one: Environment, job: Job): void => {
    one.job = job
    one.last = job.plan.name
    if (one.functions.has(job.plan)) begin(one, job)
    else load(one, job.plan)
  }

  const begin = (one: Environment, job: Job): void => {
    job.begun = true
    const { name, timeoutSeconds } = job.plan
    const timeoutMs = timeoutSeconds * 1000
    one.timer = setTimeout(() => {
      environments = environments.filter((other) => other !== one)
      one.child.kill('SIGKILL')
      finish(one, failure('Sandbox.Timedout', `Task timed out after ${timeoutSeconds} seconds`))
      next()
    }, timeoutMs)
    const { id, event } = job
    one.child.send({ id, name, event, deadline: Date.now() + timeoutMs } satisfies Invocation, () => {})
  }

  return {
    size,
    invoke: (plan, event) =>
      new Promise((done) => {
        if (stopping) return done(STOPPED)
        waiting.push({ id: randomUUID(), plan, since: performance.now(), event, begun: false, done })
        next()
      }),
    warm: async (plans) => {
      if (environments.length >= size || stopping) return
      const one = start(plans)
      await new Promise<void>((resolve) => {
        one.child.on('message', () => one.loading.size === 0 && resolve()).once('exit', () => resolve())
      })
    },
    stop: async (graceMs) => {
      stopping = true
      clearTimeout(later)
      for (const job of waiting.splice(0)) job.done(STOPPED)
      await Promise.all(
        environments.map((one) => {
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

/** @throws where there is none */
export function bundleOf({ name, code, handler }: FunctionPlan): { module: string; exportName: string } {
  const [file = '', exportName = ''] = handler.split('.')
  const module = ['.mjs', '.js', '.cjs'].map((end) => join(code, file + end)).find((path) => existsSync(path))
  if (!module) throw new Error(`function ${name}: no bundle ${file} in ${code}`)
  return { module, exportName }
}

async function passOn(output: AsyncIterable<Uint8Array>, line: (text: string) => void): Promise<void> {
  try {
    for await (const text of linesIn(output)) line(text)
  } catch {}
}

const STOPPED = failure('Stopped', 'the hub is stopping')
const NOT_STARTED = failure('Runtime.InitError', 'the process did not start')

function ok(result: unknown): Outcome {
  return { ok: true, result }
}

function failure(code: string, message: string): Outcome {
  return { ok: false, code, message }
}
