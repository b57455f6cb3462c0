/** Reads files as intake does, returned rows and their workbook included, and answers what became of each and what it took. */
import { copyFileSync, createWriteStream, readFileSync, writeFileSync } from 'node:fs'
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

export interface Asked {
  readonly file: string
  /** Whatever is written stands there. */
  readonly folder: string
}

export interface Measured {
  /** `file-unreadable: damaged`, or how many rows were read and returned. */
  readonly gives: string
  /** Of all threads. */
  readonly cpuSeconds: number
  readonly megabytes: number
}

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

process.on('message', async (asked: Asked) => {
  startAnew()
  const before = process.cpuUsage()
  const gives = await read(asked)
  const { user, system } = process.cpuUsage(before)
  process.send?.({ gives, cpuSeconds: (user + system) / 1e6, megabytes: peakMegabytes() } satisfies Measured)
})
process.on('disconnect', () => process.exit())

async function read({ file, folder }: Asked): Promise<string> {
  const pathOf = (key: string) => join(folder, key.replaceAll('/', '_'))
  const outbox = {
    put: (key: string, bytes: Uint8Array) => pipeline(Readable.from([bytes]), createWriteStream(pathOf(key))),
    putFile: async (key: string, path: string) => copyFileSync(path, pathOf(key)),
  }
  const scratch = join(folder, 'file')
  // The bucket's object comes to the function's own disk.
  copyFileSync(file, scratch)
  const spool = new ReturnedSpool(`${scratch}.spool`)
  const rows = new RowSpool(`${scratch}.register`)
  const found = await readFile(scratch, context, { returned: spool, rows })
  const refusal = 'refusal' in found ? found.refusal : undefined
  if (found.reading && spool.count > 0)
    await returnRows(outbox as unknown as Objects, upload as Upload, form, policy, spool, scratch, refusal?.code)
  spool.dispose()
  rows.dispose()
  return found.reading ? `${found.reading.rows} rows, ${found.reading.returned} returned` : refused(refusal!)
}

/** Garbage of the file before is not this one's; Linux counts the peak anew. */
function startAnew(): void {
  globalThis.gc?.()
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5')
}

/** Of this program alone, where the system says it: else what it was forked from counts too. */
function peakMegabytes(): number {
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : ''
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  return (peak ? Number(peak) : process.resourceUsage().maxRSS) / 1024
}

function refused({ code, detail }: { code: string; detail?: string | undefined }): string {
  return detail ? `${code}: ${detail}` : code
}
