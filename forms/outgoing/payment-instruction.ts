/** 缴费登记名单 (docs/forms.md#payment-instruction), from frozen rows. */
import type { Writable } from 'node:stream'
import { periodLine } from '../../wording/dates.ts'
import { newBook, type Value } from './book.ts'
import { type ReportColumn, valuesOf, writeTable } from './office-sheet.ts'
import type { Printed, Rows } from './printed.ts'

export type Business = 'first-enrolment' | 'renewal' | 'claim'

/** 新参保: the register did not have the person as enrolled. */
const BUSINESS_NAMES: Record<Business, string> = { 'first-enrolment': '新参保', renewal: '续缴', claim: '待遇申领' }

export interface PaymentRow {
  readonly name: string
  readonly id: string
  readonly county: string
  readonly business: Business
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
  { heading: '序号', width: 8, look: 'number', value: (_, number) => String(number) },
  { heading: '姓名', width: 18, look: 'centre', value: ({ name }) => name },
  { heading: '身份证号码', width: 20, look: 'number', value: ({ id }) => id },
  { heading: '参保县', width: 15, look: 'centre', value: ({ county }) => county },
  { heading: '业务类型', width: 12, look: 'centre', value: ({ business }) => BUSINESS_NAMES[business] },
  { heading: '缴费年度', width: 10, look: 'number', value: ({ year }) => String(year) },
  { heading: '金额', width: 12, look: 'money', value: ({ fen }) => fen / 100 },
  { heading: '联系电话', width: 14, look: 'number', value: ({ phone }) => phone },
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
  const book = newBook(out)
  async function* cells(): AsyncGenerator<Value[]> {
    let number = 0
    for await (const row of input.rows()) yield valuesOf(COLUMNS, row, ++number)
  }
  await writeTable(
    book,
    {
      sheetName: '缴费登记名单',
      title: '缴费登记名单',
      unit: input.unit,
      aside: `${periodLine(input.period)}　　单位：元`,
      lines: [['批次号', input.batch, '笔数', count, '总金额', { value: fen / 100, format: '0.00' }]],
      columns: COLUMNS,
    },
    cells(),
  )
  await book.close()
  return { count, fen }
}
