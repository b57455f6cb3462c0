import { flushCompileCache } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Context } from 'aws-lambda'
import { keepFilesOwn } from '../machine/own-folder.ts'
import type { Permission } from '../template/permissions.ts'
import { guardCalls } from './guard-calls.ts'

export interface Loading {
  load: string
  arn: string
  module: string
  exportName: string
  memoryMb: number
  environment: Record<string, string>
  permissions: Permission[]
}

export interface Invocation {
  id: string
  name: string
  event: unknown
  deadline: number
}

export interface InvocationReply {
  id: string
  result?: unknown
  error?: { type: string; message: string }
}

interface Loaded {
  about: Loading
  environment: Record<string, string | undefined>
  handler: (event: unknown, context: Context) => unknown
}

keepFilesOwn()
// The hub, not Ctrl-C, decides when a handler ends.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('disconnect', () => process.exit(0))
if (!process.connected) process.exit(0)
const common = { ...process.env }
const functions = new Map<string, Loaded>()

let now: Loading | undefined
if (process.env.HUB_GUARDED)
  guardCalls(() => ({ name: now?.load ?? '', permissions: now?.permissions ?? [] }), process.env.HUB_GRANTS)

let turn: Promise<void> = Promise.resolve()
process.on('message', (message: Loading | Invocation) => {
  turn = turn.then(() => ('load' in message ? load(message) : invoke(message)))
})

async function load(about: Loading): Promise<void> {
  const { load: name, module, exportName, memoryMb } = about
  now = about
  const environment = {
    ...common,
    ...about.environment,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
  }
  process.env = environment
  const handler = ((await import(pathToFileURL(module).href)) as Record<string, unknown>)[exportName]
  if (typeof handler !== 'function') throw new Error(`${module} does not export ${exportName}`)
  functions.set(name, { about, environment, handler: handler as Loaded['handler'] })
  process.send?.({ loaded: name })
  flushCompileCache()
}

async function invoke({ id, name, event, deadline }: Invocation): Promise<void> {
  const { about, environment, handler } = functions.get(name)!
  now = about
  process.env = environment
  const context = {
    awsRequestId: id,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: about.arn,
    memoryLimitInMB: String(about.memoryMb),
    callbackWaitsForEmptyEventLoop: false,
    logGroupName: name,
    logStreamName: String(process.pid),
    getRemainingTimeInMillis: () => deadline - Date.now(),
  }
  try {
    reply({ id, result: (await handler(event, context as Context)) ?? null })
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown))
    reply({ id, error: { type: error.name, message: error.message } })
  }
}

function reply(message: InvocationReply): void {
  process.send?.(message)
}
