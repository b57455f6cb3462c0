/** A file that answers is read to its rows on disk, or refused. */
import { rmSync } from 'node:fs'
import { fileSource } from '../../../forms/incoming/sheet/bytes/source.ts'
import { openWorkbook } from '../../../forms/incoming/sheet/open.ts'
import { ReadAgain, UnreadableFile, type Workbook } from '../../../forms/incoming/sheet/sheet.ts'
import { isHeaderOf, readTable, type TableResult } from '../../../forms/incoming/table.ts'
import { Control, controlColumns } from '../../../rules/answers/control.ts'
import { FORMS, type Form } from '../../../schemas/columns.ts'
import { maskedNumbers } from '../../../schemas/free-text.ts'
import type { AnswerForm, Refusal } from '../../../schemas/records/upload.ts'
import { apartReader } from '../reader/read-apart.ts'
import { refusalOf } from '../reader/read-file.ts'
import type { RowFile } from './row-file.ts'

export interface ReadAnswer {
  readonly form: Form
  readonly rows: RowFile
  readonly control: Control
  readonly count: number
  readonly unread: readonly string[]
}

/** A file that is late while being read is refused. */
export async function readAnswer(
  path: string,
  code: AnswerForm,
  rows: RowFile,
  isLate: () => boolean,
): Promise<ReadAnswer | { readonly refusal: Refusal }> {
  const form = FORMS[code]
  try {
    const apart = apartReader(`${path}.rows`)
    const workbook = await openWorkbook(await fileSource(path), { isHeader: isHeaderOf(form), isLate, apart })
    for (;;) {
      const read = await readOnce(workbook, form, rows)
      if (read) return read
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { refusal: { code: error.code, ...(error.reason && { detail: error.reason }) } }
  } finally {
    rmSync(`${path}.rows`, { force: true })
  }
}

async function readOnce(
  workbook: Workbook,
  form: Form,
  rows: RowFile,
): Promise<ReadAnswer | { readonly refusal: Refusal } | undefined> {
  rows.clear()
  const control = new Control()
  let result: TableResult
  try {
    result = await readTable(
      workbook,
      form,
      (one, header) => rows.add(one, header),
      ({ texts }, { at }, where) => control.see(texts, controlColumns(form, at), where),
    )
  } catch (error) {
    if (error instanceof ReadAgain) return undefined
    throw error
  }
  if (!result.ok) return { refusal: refusalOf(result, workbook.kind, form) }
  return { form, rows, control, count: result.rows, unread: result.unread.map(maskedNumbers) }
}
