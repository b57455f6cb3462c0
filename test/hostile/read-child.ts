/**
 * Reads one file as intake does, returned rows and their workbook included, and prints what became of it and what it
 * took: `node read-child.mjs FILE FOLDER`. Whatever it writes stands in the folder.
 */
import { copyFileSync, createWriteStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { keyedHash } from '../../formats/keyed-hash.ts'
import { readFile } from '../../functions/intake/reader/read-file.ts'
import { ReturnedSpool } from '../../functions/intake/reader/returned-spool.ts'
import { RowSpool } from '../../functions/intake/reader/row-spool.ts'
import { returnRows } from '../../functions/intake/return-rows.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { divisionIndex } from '../../rules/rows/divisions.ts'
import { FORMS } from '../../schemas/columns.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import type { Objects } from '../../stores/objects/objects.ts'

export interface Measured {
  /** `file-unreadable: damaged`, or how many rows were read and returned. */
  readonly gives: string
  /** Of all threads. */
  readonly cpuSeconds: number
  readonly megabytes: number
}

const [file = '', folder = ''] = process.argv.slice(2)
const policy = defaultPolicy()
const form = FORMS['registered-poor']
const sender = { today: '2018-06-06', division: '440222', city: policy.city.code, divisions: divisionIndex(policy) }
const context = {
  form,
  mode: 'full',
  period: '2018-05',
  sender,
  hash: keyedHash('a secret of 32 characters or more'),
  shards: 16,
} as const
const upload = {
  id: 'one',
  division: '440222',
  office: 'poverty-alleviation',
  form: 'registered-poor-full',
  fileName: 'f',
}
const outbox = {
  put: (key: string, bytes: Uint8Array) => pipeline(Readable.from([bytes]), createWriteStream(pathOf(key))),
  putFile: async (key: string, path: string) => copyFileSync(path, pathOf(key)),
}
const pathOf = (key: string) => join(folder, key.replaceAll('/', '_'))

const scratch = join(folder, 'file')
// The bucket's object comes to the function's own disk.
copyFileSync(file, scratch)
const spool = new ReturnedSpool(`${scratch}.spool`)
const rows = new RowSpool(`${scratch}.register`)
const read = await readFile(scratch, context, { returned: spool, rows })
const refusal = 'refusal' in read ? read.refusal : undefined
if (read.reading && spool.count > 0)
  await returnRows(outbox as unknown as Objects, upload as Upload, form, policy, spool, scratch, refusal?.code)
spool.dispose()
rows.dispose()

const { user, system } = process.cpuUsage()
const measured: Measured = {
  gives: read.reading ? `${read.reading.rows} rows, ${read.reading.returned} returned` : refused(refusal!),
  cpuSeconds: (user + system) / 1e6,
  megabytes: peakMegabytes(),
}
process.stdout.write(`\n${JSON.stringify(measured)}\n`)

/** Of this program alone, where the system says it: else what it was forked from counts too. */
function peakMegabytes(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  return (peak ? Number(peak) : process.resourceUsage().maxRSS) / 1024
}

function refused({ code, detail }: { code: string; detail?: string | undefined }): string {
  return detail ? `${code}: ${detail}` : code
}
