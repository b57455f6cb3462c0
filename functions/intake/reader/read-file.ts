/** A local file becomes a parsed list, or a refusal. */
import { rmSync } from 'node:fs'
import type { RowSource } from '../../../formats/register-rows.ts'
import type { ParsedList } from '../../../formats/roster.ts'
import type { UnitLines } from '../../../formats/unit-lines.ts'
import { fileSource } from '../../../forms/incoming/sheet/bytes/source.ts'
import { openWorkbook } from '../../../forms/incoming/sheet/open.ts'
import { ReadAgain, UnreadableFile, type Workbook } from '../../../forms/incoming/sheet/sheet.ts'
import { isHeaderOf, readTable, type TableResult } from '../../../forms/incoming/table.ts'
import type { HeldReason } from '../../../schemas/codes.ts'
import type { Form } from '../../../schemas/columns.ts'
import { maskedNumbers } from '../../../schemas/free-text.ts'
import { present } from '../../../schemas/present.ts'
import type { Reading, Refusal } from '../../../schemas/records/upload.ts'
import { type ListContext, ListReader } from './list-reader.ts'
import { apartReader } from './read-apart.ts'
import type { ReturnedSpool } from './returned-spool.ts'
import type { RowSpool } from './row-spool.ts'

export interface AcceptedFile {
  readonly list: ParsedList
  readonly lines: UnitLines
  /** Of a register. */
  readonly rows?: RowSource | undefined
  readonly reading: Omit<Reading, 'sha256'>
}

export interface RefusedFile {
  readonly refusal: Refusal
  readonly reading?: Omit<Reading, 'sha256'>
}

export interface Spools {
  readonly returned: ReturnedSpool
  readonly rows: RowSpool
}

/** A file that is late while being read is refused. */
export async function readFile(
  path: string,
  context: Omit<ListContext, 'isCut'>,
  spools: Spools,
  isLate?: () => boolean,
): Promise<RefusedFile | AcceptedFile> {
  const read = (isCut: boolean) => readWhole(path, { ...context, isCut }, spools, isLate)
  try {
    // Only the end shows whether the ID column is damaged; every row is then judged once more.
    return (await read(false)) ?? present(await read(true), 'what a file with a damaged column says')
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    spools.returned.clear()
    return { refusal: { code: error.code, ...(error.reason && { detail: error.reason }) } }
  } finally {
    rmSync(`${path}.rows`, { force: true })
  }
}

async function readWhole(
  path: string,
  context: ListContext,
  spools: Spools,
  isLate: (() => boolean) | undefined,
): Promise<RefusedFile | AcceptedFile | undefined> {
  const workbook = await openWorkbook(await fileSource(path), {
    isHeader: isHeaderOf(context.form),
    ...(isLate && { isLate }),
    apart: apartReader(`${path}.rows`),
  })
  for (;;) {
    const read = await readOnce(workbook, context, spools)
    if (read !== 'again') return read
  }
}

async function readOnce(
  workbook: Workbook,
  context: ListContext,
  { returned: spool, rows }: Spools,
): Promise<RefusedFile | AcceptedFile | 'again' | undefined> {
  spool.clear()
  rows.clear()
  const reader = new ListReader(context, rows)
  let result: TableResult
  try {
    result = await readTable(workbook, context.form, (row, header) => {
      const returned = reader.read(row, header)
      if (returned) spool.add(returned)
    })
  } catch (error) {
    if (error instanceof ReadAgain) return 'again'
    throw error
  }
  if (!result.ok) {
    spool.clear()
    return { refusal: refusalOf(result, workbook.kind, context.form) }
  }
  if (reader.looksCut && !context.isCut) return undefined
  const { returned, byCode } = reader
  const { rows: count, unread, endsOpen, own } = result
  const reading = {
    rows: count,
    returned,
    byCode,
    unreadSheets: [...unread].map(maskedNumbers),
    ...(own.period && { ownPeriod: own.period }),
    ...(own.mode && { ownMode: own.mode }),
  }
  if (returned === count) return { refusal: { code: 'all-returned' }, reading: { ...reading, unreadSheets: [] } }
  return { ...reader.finish(doubtsOf(reading, endsOpen, context)), reading }
}

export function refusalOf(result: TableResult & { ok: false }, kind: Workbook['kind'], form: Form): Refusal {
  const { code } = result
  if (code === 'form-mismatch') return { code, detail: result.looksLike }
  if (code !== 'header-missing') return { code }
  const missing = [...result.missing]
  // A page without any of our headings is another system's, laid out in tables.
  if (kind === 'html' && missing.length === form.columns.filter((column) => column.required).length)
    return { code: 'file-unreadable', detail: 'html' }
  return { code, missing }
}

/** docs/rules.md#held-lists */
function doubtsOf(
  { rows, returned, unreadSheets, ownMode }: AcceptedFile['reading'],
  endsOpen: boolean,
  { form, mode }: ListContext,
): HeldReason[] {
  const isRegister = form.code === 'register'
  return [
    ...(unreadSheets.length > 0 ? (['unread-sheet'] as const) : []),
    ...(endsOpen ? (['no-line-end'] as const) : []),
    ...(!isRegister && returned * 2 > rows ? (['most-returned'] as const) : []),
    ...(!isRegister && ownMode !== undefined && ownMode !== mode ? (['mode-contradicted'] as const) : []),
  ]
}
