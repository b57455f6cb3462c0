/** dynalite with the one statement of PartiQL that the hub uses (docs/adr/0012). */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'

type Item = Record<string, object>
interface Insert {
  readonly TableName: string
  readonly Item: Item
  readonly Expected: Record<string, { Exists: false }>
  readonly ReturnConsumedCapacity: string | undefined
}
type Put = (
  store: unknown,
  insert: Insert,
  done: (error: Error | null, answer?: { ConsumedCapacity?: { CapacityUnits: number } }) => void,
) => void
interface Batch {
  readonly Statements: readonly { readonly Statement: string; readonly Parameters: readonly object[] }[]
  readonly ReturnConsumedCapacity?: string
}
interface Answer {
  readonly TableName?: string
  readonly Error?: { readonly Code: string; readonly Message: string }
  readonly units: number
}

const require = createRequire(import.meta.url)
const putItem = require('dynalite/actions/putItem') as Put
const TARGET = 'DynamoDB_20120810.BatchExecuteStatement'
const INSERT = /^INSERT INTO "([\w.-]+)" VALUE \{('\w+': \?(?:, '\w+': \?)*)\}$/

export function createDynalite(options: object): Server {
  const db = require('dynalite/db') as { create(options: object): object }
  const { create } = db
  let store: object | undefined
  db.create = (given) => {
    store = create(given)
    return store
  }
  const server = (require('dynalite') as (options: object) => Server)(options)
  db.create = create
  const answers = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    if (request.headers['x-amz-target'] === TARGET) void answer(store, request, response)
    else for (const one of answers) one.call(server, request, response)
  })
  return server
}

async function answer(store: unknown, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { Statements, ReturnConsumedCapacity } = JSON.parse(await text(request)) as Batch
    const answers = await Promise.all(Statements.map((one) => insert(store, one, ReturnConsumedCapacity)))
    const units = answers.reduce((sum, one) => sum + one.units, 0)
    const Responses = answers.map(({ units: _, ...own }) => own)
    const ConsumedCapacity = ReturnConsumedCapacity ? [{ CapacityUnits: units }] : undefined
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' })
    response.end(JSON.stringify({ Responses, ConsumedCapacity }))
  } catch {
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
    response.end(JSON.stringify({ __type: 'com.amazon.coral.service#SerializationException' }))
  }
}

function insert(
  store: unknown,
  { Statement, Parameters }: Batch['Statements'][number],
  ReturnConsumedCapacity: string | undefined,
): Promise<Answer> {
  const [, TableName = '', fields = ''] = INSERT.exec(Statement) ?? []
  const names = Array.from(fields.matchAll(/\w+/g), ([name]) => name)
  const refused = (Code: string, Message: string): Answer => ({ Error: { Code, Message }, units: 0 })
  const [key] = names
  if (key === undefined || names.length !== Parameters.length)
    return Promise.resolve(refused('ValidationError', 'The embedded DynamoDB knows only INSERT, a parameter a field'))
  const Item = Object.fromEntries(names.map((name, i) => [name, Parameters[i]!]))
  const Expected = { [key]: { Exists: false as const } }
  return new Promise((resolve) => {
    putItem(store, { TableName, Item, Expected, ReturnConsumedCapacity }, (error, done) => {
      if (!error) resolve({ TableName, units: done?.ConsumedCapacity?.CapacityUnits ?? 0 })
      else if (/conditional/.test(error.message))
        resolve(refused('DuplicateItem', 'Duplicate primary key exists in table'))
      else resolve(refused('InternalServerError', error.message))
    })
  })
}
