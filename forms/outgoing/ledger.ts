/** 台账, 附件2 (docs/forms.md#ledger): one row a person. */

import type { Writable } from 'node:stream'
import type { Benefit, Enrolment, Outcome, Reason, Scheme } from '../../schemas/codes.ts'
import { periodLine } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { OUTCOME_NAMES, REASON_NAMES } from '../../wording/outcomes.ts'
import { FOLDER_NAMES } from '../../wording/output-names.ts'
import { BENEFIT_NAMES, ENROLMENT_NAMES, SCHEME_NAMES } from '../../wording/register.ts'
import { newBook, type Value } from './book.ts'
import { type ReportColumn, valuesOf, writeTable } from './office-sheet.ts'
import type { Printed, Rows } from './printed.ts'

/** Chinese names, fen, `YYYY-MM-DD`. */
export interface LedgerRow {
  readonly county: string
  readonly township: string
  readonly village?: string | undefined
  readonly name: string
  readonly id: string
  /** The primary one first. */
  readonly categories: readonly string[]
  readonly scheme?: Scheme | undefined
  readonly enrolment?: Enrolment | undefined
  readonly enrolledOn?: string | undefined
  readonly outcome: Outcome
  readonly reason?: Reason | undefined
  readonly year: number
  /** Paid or to be paid. */
  readonly fen?: number | undefined
  readonly paidOn?: string | undefined
  readonly is60: boolean
  readonly benefit?: Benefit | undefined
  readonly benefitFrom?: string | undefined
  readonly benefitFen?: number | undefined
  readonly caseState?: string | undefined
  readonly updatedOn: string
}

// Names, places and states take two lines of 9 points, so that all columns fit a page.
const COLUMNS: readonly ReportColumn<LedgerRow>[] = [
  { heading: HEADINGS.number, width: 5, look: 'number', value: (_, number) => String(number) },
  { heading: HEADINGS.county, width: 6, look: 'centre', value: ({ county }) => county },
  { heading: HEADINGS.township, width: 6, look: 'centre', value: ({ township }) => township },
  { heading: HEADINGS.village, width: 8, look: 'centre', value: ({ village }) => village },
  { heading: HEADINGS.name, width: 6, look: 'centre', value: ({ name }) => name },
  { heading: HEADINGS.id, width: 18.6, look: 'number', value: ({ id }) => id },
  { heading: '全部类别', width: 12, look: 'text', value: ({ categories }) => categories.join('、') },
  { heading: HEADINGS.scheme, width: 4, look: 'centre', value: ({ scheme }) => scheme && SCHEME_NAMES[scheme] },
  {
    heading: HEADINGS.enrolment,
    width: 4,
    look: 'centre',
    value: ({ enrolment }) => enrolment && ENROLMENT_NAMES[enrolment],
  },
  { heading: HEADINGS.enrolledOn, width: 10, look: 'number', value: ({ enrolledOn }) => enrolledOn },
  { heading: '认定结果', width: 6, look: 'centre', value: ({ outcome }) => OUTCOME_NAMES[outcome] },
  { heading: HEADINGS.reason, width: 6, look: 'centre', value: ({ reason }) => reason && REASON_NAMES[reason] },
  { heading: '代缴年度', width: 4.4, look: 'number', value: ({ year }) => String(year) },
  {
    heading: HEADINGS.sponsored,
    width: 8,
    look: 'money',
    value: ({ fen }) => (fen === undefined ? undefined : fen / 100),
  },
  { heading: '缴费日期', width: 10, look: 'number', value: ({ paidOn }) => paidOn },
  { heading: '是否年满60周岁', width: 4, look: 'centre', value: ({ is60 }) => (is60 ? '是' : '否') },
  { heading: '待遇状态', width: 4, look: 'centre', value: ({ benefit }) => benefit && BENEFIT_NAMES[benefit] },
  { heading: '待遇开始年月', width: 7.4, look: 'number', value: ({ benefitFrom }) => benefitFrom },
  {
    heading: '月待遇金额',
    width: 8,
    look: 'money',
    value: ({ benefitFen }) => (benefitFen === undefined ? undefined : benefitFen / 100),
  },
  { heading: '案件状态', width: 6, look: 'centre', value: ({ caseState }) => caseState },
  { heading: '最近更新', width: 10, look: 'number', value: ({ updatedOn }) => updatedOn },
]

export interface LedgerInput extends Printed {
  readonly title: string
  readonly rows: Rows<LedgerRow>
}

/** Resolves with the number of rows once `out` has finished. */
export async function writeLedger(out: Writable, input: LedgerInput): Promise<number> {
  const book = await newBook(out)
  let count = 0
  async function* cells(): AsyncGenerator<Value[]> {
    for await (const row of input.rows) yield valuesOf(COLUMNS, row, ++count)
  }
  const { title, reportingOffice } = input
  await writeTable(
    book,
    {
      sheetName: FOLDER_NAMES.ledger,
      title,
      reportingOffice,
      aside: `${periodLine(input.period)}　　${HEADINGS.inYuan}`,
      columns: COLUMNS,
    },
    cells(),
  )
  await book.close()
  return count
}
