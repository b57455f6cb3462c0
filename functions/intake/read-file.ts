/** From a local file to what it says, or why it is refused. */
import { openWorkbook } from '../../forms/sheet/open.ts'
import { ReadAgain, UnreadableFile } from '../../forms/sheet/sheet.ts'
import { fileSource } from '../../forms/sheet/source.ts'
import { isHeaderOf, readTable } from '../../forms/table.ts'
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
}

/** Returned rows go to the spool, which is emptied first. */
export async function readFile(
  path: string,
  context: ListContext,
  spool: ReturnedSpool,
): Promise<{ refusal: Refusal } | AcceptedFile> {
  try {
    return await readOnce(path, context, spool)
  } catch (error) {
    if (error instanceof UnreadableFile)
      return { refusal: { code: error.code, ...(error.reason && { detail: error.reason }) } }
    if (error instanceof ReadAgain) return readFile(path, context, spool)
    throw error
  }
}

async function readOnce(
  path: string,
  context: ListContext,
  spool: ReturnedSpool,
): Promise<{ refusal: Refusal } | AcceptedFile> {
  spool.clear()
  const reader = new ListReader(context)
  const workbook = await openWorkbook(await fileSource(path), { isHeader: isHeaderOf(context.form) })
  const result = await readTable(workbook, context.form, (row, header) => {
    const returned = reader.read(row, header)
    if (returned) spool.add(returned)
  })
  if (!result.ok) {
    spool.clear()
    const { code } = result
    if (code === 'form-mismatch') return { refusal: { code, detail: result.looksLike } }
    return { refusal: { code, ...(code === 'header-missing' && { missing: [...result.missing] }) } }
  }
  const { returned, byCode } = reader
  return { ...reader.finish(), reading: { rows: result.rows, returned, byCode, unreadSheets: [...result.unread] } }
}
