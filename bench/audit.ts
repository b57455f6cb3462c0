/** The audit: a long chain checked, and many writers of one chain at once. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { marshall } from '@aws-sdk/util-dynamodb'
import { entryAfter, entryKey } from '../formats/audit-chain.ts'
import { startEngine } from '../local/host/engines/engine-process.ts'
import type { AuditEntry, AuditEvent } from '../schemas/records/audit.ts'
import { audit } from '../stores/access/audit.ts'
import { type Clients, makeClients } from '../stores/aws/clients.ts'
import { workTable } from '../stores/aws/work.ts'
import { type Figure, figure, printFigure } from './figure.ts'
import type { Measured } from './read-once.ts'

export const TABLE = 'work'
export const CHAIN = '440222'
const ENTRIES = 100_000
const SECONDS = 10
const MEGABYTES = 256
/** What is kept of a long chain would not fit. */
const SMALL_HEAP = '--max-old-space-size=48'
/** Each is a process of the cloud: it knows nothing of the others. */
const WRITERS = 50
const ACTS = 20

const at = (minute: number) => new Date(Date.UTC(2018, 5, 1, 0, minute)).toISOString()
const event = (number: number, division = CHAIN): AuditEvent => ({
  division,
  kind: 'act',
  time: at(number),
  account: String(number % 300).padStart(16, '0'),
  office: 'civil-affairs',
  action: 'see',
  resource: 'name-list',
  object: `${division}/${String(number).padStart(26, '0')}`,
  purpose: '核对本人待遇',
  outcome: 'allowed',
  address: '10.20.30.40',
})

export const engineEnvironment = (url: string, key: string) => ({
  AWS_REGION: 'local',
  AWS_ACCESS_KEY_ID: key,
  AWS_SECRET_ACCESS_KEY: key,
  AWS_ENDPOINT_URL_DYNAMODB: url,
})

export async function auditFigures(): Promise<Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-audit-'))
  const key = 'BENCH'
  const quiet = () => {}
  const keys = { accessKeyId: key, secretAccessKey: key }
  const engine = await startEngine('dynamodb', { dir, port: 0, ...keys }, process.env, quiet, quiet)
  try {
    await engine.call('open', [{ name: TABLE, definition: WORK }])
    const clients = makeClients({ environment: engineEnvironment(engine.url, key) })
    const writing = await writersFigures(clients)
    await writeChain(clients)
    const script = fileURLToPath(new URL('audit-once.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, [SMALL_HEAP, script, engine.url, key])
    const { rows, milliseconds, megabytes } = JSON.parse(stdout) as Measured
    const name = `audit, a chain of ${rows.toLocaleString('en')} entries checked`
    return [
      figure(name, 's', milliseconds / 1000, 'limit', SECONDS),
      figure(`${name}, peak memory`, 'MB', megabytes, 'limit', MEGABYTES),
      ...writing,
    ]
  } finally {
    await engine.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function writeChain({ dynamodb }: Clients): Promise<void> {
  let last: AuditEntry | undefined
  for (let from = 0; from < ENTRIES; from += 25) {
    const requests = Array.from({ length: 25 }, (_, index) => {
      last = entryAfter(last, event(from + index))
      const Item = marshall({ pk: `AUDIT#${CHAIN}`, sk: entryKey(last.seq), ...last }, { removeUndefinedValues: true })
      return { PutRequest: { Item } }
    })
    await dynamodb.send('BatchWriteItem', { RequestItems: { [TABLE]: requests } })
  }
}

async function writersFigures(clients: Clients): Promise<Figure[]> {
  const work = workTable(clients, TABLE)
  const division = '440224'
  const writers = Array.from({ length: WRITERS }, () => audit(work))
  const taken: number[] = []
  const write = async (writer: (typeof writers)[number], number: number) => {
    const begun = performance.now()
    await writer.write(event(number, division))
    taken.push(performance.now() - begun)
  }
  await Promise.all(writers.map((writer, number) => write(writer, number)))
  const once = Math.max(...taken.splice(0))
  await Promise.all(
    writers.slice(0, 20).map(async (writer) => {
      for (let act = 0; act < ACTS; act++) await write(writer, act)
    }),
  )
  taken.sort((a, b) => a - b)
  return [
    figure(`audit, ${WRITERS} processes write one chain at once, the slowest`, 's', once / 1000, 'limit', 20),
    figure(
      'audit, 20 processes that write one chain without a pause, the slowest',
      's',
      taken.at(-1)! / 1000,
      'limit',
      20,
    ),
  ]
}

const WORK = {
  AttributeDefinitions: ['pk', 'sk'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
}

if (import.meta.main) (await auditFigures()).forEach(printFigure)
