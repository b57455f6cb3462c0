/** dynalite with the one statement of PartiQL that the hub uses (docs/adr/0012), and reads and batches that cost it less. */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { Readable } from 'node:stream'
import { answerGet, answerGets, answerPuts, type DynaliteStore, jsonIn } from './plain-items.ts'
import { answerQuery } from './plain-queries.ts'

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
const INSERT = /^INSERT INTO "([\w.-]+)" VALUE \{('\w+': \?(?:, '\w+': \?)*)\}$/

export function createDynalite(options: object): Server {
  const db = require('dynalite/db') as { create(options: object): DynaliteStore }
  const { create } = db
  let store: DynaliteStore | undefined
  db.create = (given) => {
    store = create(given)
    return store
  }
  const server = (require('dynalite') as (options: object) => Server)(options)
  db.create = create
  const answers = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    const own = OWN.get(String(request.headers['x-amz-target']))
    if (own) void answer(own, store!, request, response, answers)
    else for (const one of answers) one.call(server, request, response)
  })
  return server
}

type Own = (store: DynaliteStore, body: string) => Promise<Buffer | undefined>

const OWN = new Map<string, Own>([
  ['DynamoDB_20120810.BatchExecuteStatement', answerStatements],
  ['DynamoDB_20120810.BatchGetItem', answerGets],
  ['DynamoDB_20120810.BatchWriteItem', answerPuts],
  ['DynamoDB_20120810.GetItem', answerGet],
  ['DynamoDB_20120810.Query', answerQuery],
])

/** What cannot be answered here is asked of dynalite; a store that fails ends the engine. */
async function answer(
  own: Own,
  store: DynaliteStore,
  request: IncomingMessage,
  response: ServerResponse,
  dynalite: readonly RequestListener[],
): Promise<void> {
  const { headers, method, url } = request
  const body = Buffer.concat(await request.toArray())
  const found = await own(store, body.toString())
  if (found) {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'content-length': found.length }).end(found)
    return
  }
  const again = Object.assign(Readable.from([body]), { headers, method, url }) as unknown as IncomingMessage
  for (const one of dynalite) one(again, response)
}

async function answerStatements(store: DynaliteStore, body: string): Promise<Buffer | undefined> {
  const { Statements, ReturnConsumedCapacity } = jsonIn<Batch>(body)
  if (!Statements) return undefined
  const answers = await Promise.all(Statements.map((one) => insert(store, one, ReturnConsumedCapacity)))
  const units = answers.reduce((sum, one) => sum + one.units, 0)
  const Responses = answers.map(({ units: _, ...own }) => own)
  const ConsumedCapacity = ReturnConsumedCapacity ? [{ CapacityUnits: units }] : undefined
  return Buffer.from(JSON.stringify({ Responses, ConsumedCapacity }))
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
