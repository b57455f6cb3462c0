import { setImmediate } from 'node:timers/promises'
import ExcelJS from 'exceljs'
import { dayNumber } from './calendar.ts'
import type { Cell } from './columns.ts'
import type { FilledForm } from './forms.ts'
import { stampZip } from './stamp-zip.ts'

export interface XlsxOptions {
  readonly strings: 'shared' | 'inline'
  readonly dates: 'cells' | 'text'
  readonly day: string
}

/** The event loop's turn lets written rows leave the memory. */
const ROWS_A_TURN = 500
const DATE_FORMAT = 'yyyy-mm-dd'

/** The same form and options give the same bytes. */
export async function writeXlsx(form: FilledForm, path: string, options: XlsxOptions): Promise<void> {
  const made = new Date(`${options.day}T00:00:00Z`)
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: path,
    useSharedStrings: options.strings === 'shared',
    useStyles: options.dates === 'cells',
    zip: { zlib: { level: 1 } },
  })
  Object.assign(workbook, { creator: form.office, lastModifiedBy: form.office, created: made, modified: made })
  const sheet = workbook.addWorksheet(form.sheetName)
  const asDates = options.dates === 'cells' ? form.dates : []
  asDates.forEach((isDate, at) => {
    if (isDate) sheet.getColumn(at + 1).numFmt = DATE_FORMAT
  })
  for (const title of form.titles) sheet.addRow([title]).commit()
  sheet.addRow([...form.headings]).commit()
  let rows = 0
  for (const row of form.rows) {
    sheet.addRow(asDates.length > 0 ? row.map((cell, at) => (asDates[at] ? dateCell(cell) : cell)) : [...row]).commit()
    rows++
    if (rows % ROWS_A_TURN === 0) await setImmediate()
  }
  sheet.commit()
  await workbook.commit()
  stampZip(path, made)
}

/** A date that is none stays as the clerk typed it. */
function dateCell(cell: Cell): Cell | Date {
  if (typeof cell !== 'string' || cell === '') return cell
  const date = new Date(dayNumber(cell) * 86_400_000)
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(cell) ? cell : date
}
