/** 应代缴未代缴名单 of a year (docs/forms.md#unpaid-list). */

import type { Writable } from 'node:stream'
import type { UnpaidRow } from '../../schemas/records/review.ts'
import { periodLine } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { FOLDER_NAMES } from '../../wording/output-names.ts'
import { standingName } from '../../wording/standings.ts'
import { newBook } from './book.ts'
import { type ReportColumn, valuesOf, writeTable } from './office-sheet.ts'
import type { Printed } from './printed.ts'

export interface UnpaidListInput extends Printed {
  readonly year: number
  /** Townships by name. */
  readonly rows: readonly UnpaidRow[]
}

const COLUMNS: readonly ReportColumn<UnpaidRow>[] = [
  { heading: HEADINGS.number, width: 6, look: 'number', value: (_, number) => number },
  { heading: HEADINGS.caseNumber, width: 20, look: 'number', value: ({ number }) => number },
  { heading: HEADINGS.township, width: 14, look: 'centre', value: ({ township }) => township },
  { heading: HEADINGS.village, width: 14, look: 'centre', value: ({ village }) => village },
  { heading: HEADINGS.name, width: 12, look: 'centre', value: ({ name }) => name },
  { heading: HEADINGS.id, width: 20, look: 'number', value: ({ id }) => id },
  { heading: HEADINGS.stateAtYearEnd, width: 28, look: 'text', value: ({ was }) => standingName(was) },
  { heading: HEADINGS.phone, width: 13, look: 'number', value: ({ phone }) => phone },
]

/** Resolves once `out` has finished. */
export async function writeUnpaidList(out: Writable, input: UnpaidListInput): Promise<void> {
  const { reportingOffice, period, year, rows } = input
  const book = await newBook(out)
  await writeTable(
    book,
    {
      sheetName: FOLDER_NAMES.unpaid,
      title: `${year}年${FOLDER_NAMES.unpaid}`,
      reportingOffice,
      aside: periodLine(period),
      columns: COLUMNS,
      none: '无',
    },
    rows.map((row, i) => valuesOf(COLUMNS, row, i + 1)),
  )
  await book.close()
}
