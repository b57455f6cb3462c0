import { flushCompileCache } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Context } from 'aws-lambda'

/** Hub to function: one event at a time, as a Lambda execution environment gets them. */
export interface Invocation {
  id: string
  event: unknown
  deadline: number
}

/** Function to hub. An error carries its name and message, as Lambda's own answer does. */
export interface InvocationReply {
  id: string
  result?: unknown
  error?: { type: string; message: string }
}

const [module = '', exportName = ''] = process.argv.slice(2)
const { AWS_LAMBDA_FUNCTION_NAME: name = '', AWS_LAMBDA_FUNCTION_MEMORY_SIZE: memory = '' } = process.env

// Ctrl-C reaches the whole process group; the hub decides when a handler ends.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('disconnect', () => process.exit(0))
if (!process.connected) process.exit(0)
// A handler that computes for minutes would not see the hub go: a thread of its own watches for that.
new Worker(
  `const { workerData: hub } = require('node:worker_threads')
   setInterval(() => { if (process.ppid !== hub) process.kill(process.pid, 'SIGKILL') }, 500)`,
  // Not asked there: the hub may be gone by the time the thread begins.
  { eval: true, execArgv: [], workerData: process.ppid },
).unref()

const handler = await load()

process.on('message', async ({ id, event, deadline }: Invocation) => {
  const context = {
    awsRequestId: id,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: process.env.HUB_FUNCTION_ARN ?? '',
    memoryLimitInMB: memory,
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
})
process.send?.('ready')
// Most functions end by a signal, which would leave nothing in the cache for the next start.
flushCompileCache()

function reply(message: InvocationReply): void {
  process.send?.(message)
}

async function load(): Promise<(event: unknown, context: Context) => unknown> {
  const exports = (await import(pathToFileURL(module).href)) as Record<string, unknown>
  const found = exports[exportName]
  if (typeof found !== 'function') throw new Error(`${module} does not export ${exportName}`)
  return found as (event: unknown, context: Context) => unknown
}
