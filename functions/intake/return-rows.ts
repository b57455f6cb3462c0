/** Returned rows: a workbook for people, rejections for programs. */

import { createWriteStream, rmSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { ReturnedInput } from '../../forms/outgoing/returned.ts'
import type { RefusalCode, ReturnFault } from '../../schemas/codes.ts'
import type { Form } from '../../schemas/columns.ts'
import { present } from '../../schemas/present.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import {
  isAnswerForm,
  isPartSentAsWhole,
  type Refusal,
  type Rejection,
  type Upload,
} from '../../schemas/records/upload.ts'
import type { Objects } from '../../stores/objects/objects.ts'
import { officeName } from '../../wording/offices.ts'
import { NOT_REPEATED, type RowFacts, rowReason } from '../../wording/row-reasons.ts'
import type { ReturnedSpool, SpooledRow } from './reader/returned-spool.ts'

const MOST_CELLS = 20_000_000
const LONGEST_VALUE = 1000

const keyOf = (upload: Upload, what: string, ending: string) => `${what}/${upload.division}/${upload.id}.${ending}`

/** Row 0 stands for the whole file. */
export async function writeRefusal(
  outbox: Objects,
  upload: Upload,
  { code, faults = [] }: Refusal,
): Promise<{ rejectionsKey: string }> {
  return { rejectionsKey: await writeRejections(outbox, upload, [code, ...faults].map(wholeFile)) }
}

const wholeFile = (code: RefusalCode | ReturnFault) =>
  `${JSON.stringify({ row: '0', code, value: '' } satisfies Rejection)}\n`

export async function returnRows(
  outbox: Objects,
  upload: Upload,
  form: Form,
  policy: Policy,
  spool: ReturnedSpool,
  scratch: string,
  refused: RefusalCode | undefined,
): Promise<{ returnedKey: string; rejectionsKey: string }> {
  const rejectionsKey = await writeRejections(outbox, upload, rejectionLines(spool, refused))
  const city = policy.city.name
  const place = [policy.city, ...policy.counties].find((p) => p.code === upload.division)?.name ?? upload.division
  const isRegister = form.code === 'register'
  const file = `${scratch}.xlsx`
  // Most files return nothing, so the writer of workbooks is loaded late.
  const { writeReturned } = await import('../../forms/outgoing/returned.ts')
  try {
    await writeReturned(createWriteStream(file), {
      title: form.title,
      reportingOffice: officeName(policy, upload),
      resend: resendOf(upload, form, policy, refused !== undefined && spool.isWhole),
      fileName: upload.fileName,
      columns: (sheet) => spool.headers.get(sheet)?.texts ?? [],
      ...(isTooWide(spool) && { only: (sheet) => new Set(spool.headers.get(sheet)?.at) }),
      rows: workbookRows(spool, form, { place, city, isRegister }),
    })
    const returnedKey = keyOf(upload, 'returned', 'xlsx')
    await outbox.putFile(returnedKey, file)
    return { returnedKey, rejectionsKey }
  } finally {
    rmSync(file, { force: true })
  }
}

/** Corrected rows sent as a whole list were never all of it. */
function resendOf(upload: Upload, form: Form, policy: Policy, isAll: boolean): ReturnedInput['resend'] {
  if (upload.form === 'bank-return') return 'return'
  if (isAll && !isPartSentAsWhole(upload)) return 'all'
  if (isAnswerForm(upload.form)) return 'same'
  // The city's list is compared as a whole.
  return form.code === 'register' || upload.division === policy.city.code ? 'whole' : 'new'
}

function isTooWide({ headers, count }: ReturnedSpool): boolean {
  const widest = Math.max(...[...headers.values()].map(({ texts }) => texts.length))
  return count * widest > MOST_CELLS
}

async function* workbookRows(
  spool: ReturnedSpool,
  form: Form,
  sender: Pick<RowFacts, 'place' | 'city' | 'isRegister'>,
) {
  for await (const row of spool.rows()) {
    const header = present(spool.headers.get(row.sheet), 'the header of a returned row')
    const reasons = row.findings.map(({ code, column }) => {
      const formColumn = present(form.columns[header.at.indexOf(column)] ?? form.columns[0], 'a column of the form')
      const facts: RowFacts = {
        value: row.cells?.[column] ?? '',
        column: formColumn,
        ...sender,
        ...(row.earlier && { firstRow: row.earlier }),
      }
      return { column, code, text: rowReason(code, facts) }
    })
    const { sheet, cells = [], kinds } = row
    if (row.cells) yield { sheet, row: row.row, cells, kinds, reasons }
    else
      yield { sheet, row: row.row, cells, reasons: [...reasons, { column: undefined, code: '', text: NOT_REPEATED }] }
  }
}

async function* rejectionLines(spool: ReturnedSpool, refused: RefusalCode | undefined): AsyncGenerator<string> {
  if (refused) yield wholeFile(refused)
  for await (const row of spool.rows()) yield linesFor(row)
}

function linesFor({ row, cells = [], findings }: SpooledRow): string {
  return findings
    .map(({ code, column }) => {
      const value = (cells[column] ?? '').slice(0, LONGEST_VALUE)
      return `${JSON.stringify({ row, code, value } satisfies Rejection)}\n`
    })
    .join('')
}

async function writeRejections(
  outbox: Objects,
  upload: Upload,
  lines: Iterable<string> | AsyncIterable<string>,
): Promise<string> {
  const key = keyOf(upload, 'rejections', 'ndjson.gz')
  const parts: Buffer[] = []
  await pipeline(lines, createGzip(), async (stream) => {
    for await (const part of stream) parts.push(part as Buffer)
  })
  await outbox.put(key, Buffer.concat(parts))
  return key
}
