/** A month's files under `--out` (docs/forms.md#what-it-writes). */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as z from 'zod'
import { rowsIn } from '../../functions/shared/work/frozen.ts'
import { yuan } from '../../rules/payments/amount.ts'
import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import type { Output } from '../../schemas/records/output.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { listOf, Rejection, type Upload } from '../../schemas/records/upload.ts'
import { inChunks } from '../../stores/aws/in-chunks.ts'
import { receiptMessage, uploadLabel } from '../../wording/receipt.ts'
import { csvLine } from '../hub/csv.ts'
import type { InboxFile } from '../hub/inbox.ts'

export interface SentFile {
  readonly file: InboxFile
  readonly upload: Upload
}

/** Undefined where the object cannot be read, a fault of the division. */
export type ReadObject = (division: string, key: string, sha256?: string) => Promise<Buffer | undefined>

interface RowsObject {
  readonly key: string
  readonly sha256?: string
}

async function rowsOf<T>(
  read: ReadObject,
  division: string,
  { key, sha256 }: RowsObject,
  schema: z.ZodType<T>,
): Promise<T[]> {
  const bytes = await read(division, key, sha256)
  return bytes ? rowsIn(bytes, schema) : []
}

export async function writeOutcomes(
  out: string,
  read: ReadObject,
  runs: readonly DeterminationRun[],
): Promise<Record<string, Record<string, number>>> {
  const counts: Record<string, Record<string, number>> = {}
  let text = csvLine(['county', 'id_number', 'name', 'outcome', 'reason', 'categories', 'primary_category', 'amount'])
  for (const { county, snapshot } of [...runs].sort(by((r) => r.county))) {
    const rows = await rowsOf(read, county, snapshot!, SnapshotRow)
    for (const row of rows.sort(by((r) => r.id))) {
      const { outcome, reason } = row.decision
      text += csvLine([
        county,
        row.id,
        row.name,
        outcome,
        reason ?? '',
        row.categories.join('+'),
        row.primary,
        row.amount === undefined ? '' : yuan(row.amount),
      ])
      counts[county] ??= {}
      counts[county][outcome] = (counts[county][outcome] ?? 0) + 1
    }
  }
  writeFileSync(join(out, 'outcomes.csv'), text)
  return counts
}

export async function writeRejections(out: string, read: ReadObject, sent: readonly SentFile[]): Promise<void> {
  let text = csvLine(['division', 'office', 'file', 'row', 'code', 'value'])
  for (const { file, upload } of [...sent].sort(bySender)) {
    if (!upload.rejectionsKey) continue
    const rows = await rowsOf(read, file.division, { key: upload.rejectionsKey }, Rejection)
    const place = (row: string) => {
      const cut = row.lastIndexOf('!')
      return { sheet: cut < 0 ? '' : row.slice(0, cut), number: Number(row.slice(cut + 1)) }
    }
    rows.sort((a, b) => {
      const [one, other] = [place(a.row), place(b.row)]
      return compare(one.sheet, other.sheet) || one.number - other.number || compare(a.code, b.code)
    })
    for (const { row, code, value } of rows) text += csvLine([file.division, file.office, file.name, row, code, value])
  }
  writeFileSync(join(out, 'rejections.csv'), text)
}

const RECEIPT_COLUMNS = [
  'division',
  'office',
  'file',
  'state',
  'rows',
  'accepted',
  'returned',
  'began',
  'kept',
  'ended',
  'protected',
  'unread_sheets',
  'message',
]

/** A refused file counts rows only where it was returned whole. */
export function writeReceipts(out: string, sent: readonly SentFile[], policy: Policy): void {
  const lines = [...sent].sort(bySender).map(({ file, upload }) => {
    const { rows = 0, returned = 0, unreadSheets = [] } = upload.reading ?? {}
    const { began = 0, kept = 0, ended = 0, protected: spared = 0 } = upload.effect ?? {}
    return csvLine([
      file.division,
      file.office,
      file.name,
      upload.state,
      rows,
      rows - returned,
      returned,
      began,
      kept,
      ended,
      spared,
      unreadSheets.join('|'),
      receiptMessage(upload, policy),
    ])
  })
  writeFileSync(join(out, 'receipts.csv'), csvLine(RECEIPT_COLUMNS) + lines.join(''))
}

export function noteworthy(sent: readonly SentFile[], policy: Policy): string[] {
  return [...sent].sort(bySender).flatMap(({ file, upload }) => {
    const isWhole = !upload.reading?.unreadSheets.length && !upload.uncompared
    const isQuiet = upload.state === 'accepted' && isWhole
    return isQuiet ? [] : [`${uploadLabel(upload, file.name, policy)}：${receiptMessage(upload, policy)}`]
  })
}

export function writeHeld(out: string, sent: readonly SentFile[]): void {
  const category = ({ form }: InboxFile) => listOf(form)?.category ?? form
  const held = sent
    .filter(({ upload }) => upload.state === 'held')
    .sort(by(({ file }) => [file.division, category(file), file.name].join('\0')))
  const lines = held.map(({ file, upload: { wouldEnd } }) =>
    csvLine([file.division, category(file), file.name, wouldEnd?.active ?? 0, wouldEnd?.ended ?? 0]),
  )
  writeFileSync(
    join(out, 'held.csv'),
    csvLine(['division', 'category', 'file', 'active', 'would_end']) + lines.join(''),
  )
}

export async function writeReturned(out: string, read: ReadObject, sent: readonly SentFile[]): Promise<void> {
  await inChunks(sent, 1, async ([one]) => {
    const { file, upload } = one!
    if (!upload.returnedKey) return
    const folder = join(out, file.division, 'returned')
    mkdirSync(folder, { recursive: true })
    const bytes = await read(file.division, upload.returnedKey)
    if (bytes) writeFileSync(join(folder, `${file.name}.xlsx`), bytes)
  })
}

/** What the stages produced in this run: `<division>/<folder>/<name>`. Answers what could be read. */
export async function writeOutputs(out: string, read: ReadObject, outputs: readonly Output[]): Promise<Output[]> {
  const written: Output[] = []
  await inChunks(outputs, 1, async ([one]) => {
    const output = one!
    const folder = join(out, output.division, output.folder)
    mkdirSync(folder, { recursive: true })
    const bytes = await read(output.division, output.key)
    if (!bytes) return
    writeFileSync(join(folder, output.name), bytes)
    written.push(output)
  })
  return written
}

/** Code units order alike on every machine. */
function by<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => compare(key(a), key(b))
}

const bySender = by(({ file }: SentFile) => [file.division, file.office, file.name].join('\0'))

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
