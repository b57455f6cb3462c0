/**
 * `node intake-once.mjs DIVISION FORM DAY FILE POLICY`: one file taken in by the real intake; services are a folder and
 * plain objects.
 */
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { keyedHash } from '../formats/keyed-hash.ts'
import { intakeDeps } from '../functions/intake/deps.ts'
import { run } from '../functions/intake/run.ts'
import type { Head } from '../schemas/records/head.ts'
import type { Policy } from '../schemas/records/policy.ts'
import { inboxKey, type Upload } from '../schemas/records/upload.ts'
import { type Clients, makeClients } from '../stores/aws/clients.ts'
import { objects } from '../stores/objects/objects.ts'
import type { Measured } from './read-once.ts'

const [division = '', form = '', day = '', file = '', policyFile = ''] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'bench-intake-'))
const pathOf = (key: string) => (key.endsWith('/original') ? file : join(folder, key.replaceAll('/', '_')))

interface Command {
  input: { Key: string; Body?: Uint8Array | Readable; Range?: string; Metadata?: Record<string, string> }
}
const metadata = new Map<string, Command['input']['Metadata']>()
const s3 = {
  async send({ input: { Key, Body, Range, Metadata } }: Command) {
    const path = pathOf(Key)
    if (Body) metadata.set(Key, Metadata)
    if (Body) await pipeline(Body instanceof Readable ? Body : Readable.from([Body]), createWriteStream(path))
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(Range ?? '') ?? []
    if (Body) return {}
    const body = createReadStream(path, start ? { start: Number(start), end: Number(end) } : {})
    return { Body: body, Metadata: metadata.get(Key) }
  },
}

const upload: Upload = {
  id: 'one',
  division,
  office: 'social-insurance',
  form,
  period: '2018-05',
  fileName: 'one',
  size: statSync(file).size,
  state: 'requested',
  day,
  requestedAt: `${day}T00:00:00.000Z`,
  sequence: 1,
  policy: 1,
}
let record: Upload = upload
let head: Head = { head: `${division}#${form}`, issued: 1, version: 0, lists: [] }
const policy: Policy = JSON.parse(readFileSync(policyFile, 'utf8'))
const hash = keyedHash('a secret of at least 32 characters')
const bucket = objects({ s3 } as unknown as Clients, 'bucket')
const none = async () => {}
const headNamed = (name: string): Head => (name === head.head ? head : { head: name, issued: 0, version: 0, lists: [] })
const deps = {
  ...intakeDeps(
    {
      SHARDS: 16,
    } as unknown as Parameters<typeof intakeDeps>[0],
    makeClients({ environment: { AWS_REGION: 'local', AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' } }),
  ),
  inbox: bucket,
  outbox: bucket,
  folders: { keys: async () => [] },
  keyedHash: async () => hash,
  policies: { get: async () => policy, inForce: async () => policy },
  uploads: {
    get: async () => record,
    recordReading: async (_: Upload, reading: Partial<Upload>) => {
      record = { ...record, ...reading }
      return true
    },
    settle: async (_: string, __: string, settled: Partial<Upload>) => {
      record = { ...record, ...settled }
      return record
    },
  },
  seenFiles: { first: async () => upload.id },
  heads: {
    get: async (name: string) => headNamed(name),
    all: async (names: readonly string[]) => names.map(headNamed),
    advance: async (_: Head, to: { roster: string; lists: Head['lists']; pending: NonNullable<Head['pending']> }) => {
      head = { ...head, ...to, version: to.pending.version }
      return true
    },
    clear: async () => {
      const { pending: _, ...rest } = head
      head = rest
    },
  },
  settled: none,
  sendOn: none,
  matchQueue: { send: none },
  snapshotQueue: { send: none },
} as unknown as Parameters<typeof run>[0]

try {
  const start = performance.now()
  await run(deps, {
    Records: [
      {
        eventName: 'ObjectCreated:Put',
        s3: { bucket: { name: 'inbox' }, object: { key: inboxKey(upload), size: upload.size } },
      },
    ],
  })
  const milliseconds = performance.now() - start
  const { state, reading } = record as Upload
  if (state !== 'accepted') throw new Error(`the file was not accepted: ${JSON.stringify(record)}`)
  const measured: Measured & { returned: number } = {
    rows: reading!.rows,
    returned: reading!.returned,
    milliseconds,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }
  process.stdout.write(`\n${JSON.stringify(measured)}\n`)
} finally {
  rmSync(folder, { recursive: true })
}
