/** From a local file to what it says, or why it is refused. */
import { openWorkbook } from '../../forms/sheet/open.ts'
import { ReadAgain, UnreadableFile, type Workbook } from '../../forms/sheet/sheet.ts'
import { fileSource } from '../../forms/sheet/source.ts'
import { isHeaderOf, readTable, type TableResult } from '../../forms/table.ts'
import type { ParsedList } from '../../rules/roster.ts'
import type { UnitLines } from '../../rules/unit-lines.ts'
import type { Reading, Refusal } from '../../schemas/upload.ts'
import { type ListContext, ListReader } from './list-reader.ts'
import type { ReturnedSpool } from './returned-spool.ts'

/** An accepted file: the list, its rows as unit lines, and what the receipt says. */
export interface AcceptedFile {
  readonly list: ParsedList
  readonly lines: UnitLines
  readonly reading: Omit<Reading, 'sha256'>
  /** A CSV whose last record has no line end behind it: it may have been cut off. */
  readonly endsOpen: boolean
}

/** Returned rows go to the spool, which is emptied first. A file that is still being read when it is late is refused. */
export async function readFile(
  path: string,
  context: ListContext,
  spool: ReturnedSpool,
  isLate?: () => boolean,
): Promise<{ refusal: Refusal } | AcceptedFile> {
  try {
    const workbook = await openWorkbook(await fileSource(path), {
      isHeader: isHeaderOf(context.form),
      ...(isLate && { isLate }),
    })
    for (;;) {
      const read = await readOnce(workbook, context, spool)
      if (read) return read
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    spool.clear()
    return { refusal: { code: error.code, ...(error.reason && { detail: error.reason }) } }
  }
}

/** Undefined where the workbook has to be read from its beginning, which it asks for once a sheet at most. */
async function readOnce(
  workbook: Workbook,
  context: ListContext,
  spool: ReturnedSpool,
): Promise<{ refusal: Refusal } | AcceptedFile | undefined> {
  spool.clear()
  const reader = new ListReader(context)
  let result: TableResult
  try {
    result = await readTable(workbook, context.form, (row, header) => {
      const returned = reader.read(row, header)
      if (returned) spool.add(returned)
    })
  } catch (error) {
    if (error instanceof ReadAgain) return undefined
    throw error
  }
  if (result.ok) {
    const { returned, byCode } = reader
    const { rows, unread, endsOpen } = result
    return { ...reader.finish(), reading: { rows, returned, byCode, unreadSheets: [...unread] }, endsOpen }
  }
  spool.clear()
  const { code } = result
  if (code === 'form-mismatch') return { refusal: { code, detail: result.looksLike } }
  return { refusal: { code, ...(code === 'header-missing' && { missing: [...result.missing] }) } }
}
