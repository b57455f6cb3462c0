/** What a month leaves under `--out`: folds over what the hub has produced (FORMS "A month without a browser"). */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { yuan } from '../rules/amount.ts'
import type { Review } from '../schemas/messages.ts'
import type { Output } from '../schemas/output.ts'
import { SnapshotRow } from '../schemas/snapshot.ts'
import { listOf, Rejection, type Upload } from '../schemas/upload.ts'
import type { Objects } from '../stores/objects.ts'
import { csvLine } from './csv.ts'
import type { InboxFile } from './inbox.ts'

export interface SentFile {
  readonly file: InboxFile
  readonly upload: Upload
}

async function ndjson(outbox: Objects, key: string): Promise<unknown[]> {
  const text = gunzipSync(await outbox.get(key)).toString()
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
}

/** `outcomes.csv`; answers the counts by county and outcome. */
export async function writeOutcomes(
  out: string,
  outbox: Objects,
  reviews: readonly Review[],
): Promise<Record<string, Record<string, number>>> {
  const counts: Record<string, Record<string, number>> = {}
  let text = csvLine(['county', 'id_number', 'name', 'outcome', 'reason', 'categories', 'primary_category', 'amount'])
  for (const { county, snapshot } of [...reviews].sort(by((r) => r.county))) {
    const rows = (await ndjson(outbox, snapshot!.key)).map((row) => SnapshotRow.parse(row))
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

export async function writeRejections(out: string, outbox: Objects, sent: readonly SentFile[]): Promise<void> {
  let text = csvLine(['division', 'office', 'file', 'row', 'code', 'value'])
  const files = [...sent].sort(by(({ file: f }) => [f.division, f.office, f.name].join('\0')))
  for (const { file, upload } of files) {
    if (!upload.rejectionsKey) continue
    const rows = (await ndjson(outbox, upload.rejectionsKey)).map((row) => Rejection.parse(row))
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

export function writeHeld(out: string, sent: readonly SentFile[]): void {
  const held = sent
    .filter(({ upload }) => upload.state === 'held')
    .sort(by(({ file }) => [file.division, listOf(file.form)!.category, file.name].join('\0')))
  const lines = held.map(({ file, upload }) =>
    csvLine([file.division, listOf(file.form)!.category, file.name, upload.wouldEnd!.active, upload.wouldEnd!.ended]),
  )
  writeFileSync(
    join(out, 'held.csv'),
    csvLine(['division', 'category', 'file', 'active', 'would_end']) + lines.join(''),
  )
}

export async function writeReturned(out: string, outbox: Objects, sent: readonly SentFile[]): Promise<void> {
  for (const { file, upload } of sent) {
    if (!upload.returnedKey) continue
    const folder = join(out, file.division, 'returned')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${file.name}.xlsx`), await outbox.get(upload.returnedKey))
  }
}

/** What the stages produced in this run: `<division>/<folder>/<name>`. */
export async function writeOutputs(
  out: string,
  outbox: Objects,
  outputs: readonly Output[],
  isOfRun: (output: Output) => boolean,
): Promise<void> {
  for (const output of outputs.filter(isOfRun)) {
    const folder = join(out, output.division, output.folder)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, output.name), await outbox.get(output.key))
  }
}

/** Order by code unit, the same on every machine. */
function by<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => compare(key(a), key(b))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
