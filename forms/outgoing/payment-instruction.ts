/** 缴费登记名单 (docs/forms.md#payment-instruction), from frozen rows. */

import type { Writable } from 'node:stream'
import type { BatchRow } from '../../schemas/records/batch.ts'
import { BUSINESS_NAMES } from '../../wording/business.ts'
import { periodLine } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { FOLDER_NAMES } from '../../wording/output-names.ts'
import { newBook, type Value } from './book.ts'
import { type ReportColumn, valuesOf, writeTable } from './office-sheet.ts'
import type { Printed, Rows } from './printed.ts'

export interface PaymentRow {
  readonly name: string
  readonly id: string
  readonly county: string
  readonly business: BatchRow['business']
  readonly year: number
  readonly fen: number
  readonly phone?: string | undefined
}

export interface PaymentInstructionInput extends Printed {
  readonly batch: string
  /** Read twice: for control row and table. */
  readonly rows: () => Rows<PaymentRow>
}

const COLUMNS: readonly ReportColumn<PaymentRow>[] = [
  { heading: HEADINGS.number, width: 8, look: 'number', value: (_, number) => String(number) },
  { heading: HEADINGS.name, width: 18, look: 'centre', value: ({ name }) => name },
  { heading: HEADINGS.id, width: 20, look: 'number', value: ({ id }) => id },
  { heading: '参保县', width: 15, look: 'centre', value: ({ county }) => county },
  { heading: '业务类型', width: 12, look: 'centre', value: ({ business }) => BUSINESS_NAMES[business] },
  { heading: HEADINGS.year, width: 10, look: 'number', value: ({ year }) => String(year) },
  { heading: HEADINGS.amount, width: 12, look: 'money', value: ({ fen }) => fen / 100 },
  { heading: HEADINGS.phone, width: 14, look: 'number', value: ({ phone }) => phone },
]

export interface Control {
  readonly count: number
  readonly fen: number
}

/** Resolves with the control row's totals. */
export async function writePaymentInstruction(out: Writable, input: PaymentInstructionInput): Promise<Control> {
  let count = 0
  let fen = 0
  for await (const row of input.rows()) {
    count++
    fen += row.fen
  }
  const book = await newBook(out)
  async function* cells(): AsyncGenerator<Value[]> {
    let number = 0
    for await (const row of input.rows()) yield valuesOf(COLUMNS, row, ++number)
  }
  await writeTable(
    book,
    {
      sheetName: FOLDER_NAMES.bank,
      title: FOLDER_NAMES.bank,
      reportingOffice: input.reportingOffice,
      aside: `${periodLine(input.period)}　　${HEADINGS.inYuan}`,
      lines: [
        [HEADINGS.batch, input.batch, HEADINGS.payments, count, HEADINGS.sum, { value: fen / 100, format: '0.00' }],
      ],
      columns: COLUMNS,
    },
    cells(),
  )
  await book.close()
  return { count, fen }
}
