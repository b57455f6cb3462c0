/** 台账, 附件2 (docs/forms.md#ledger): one row a person. */
import type { Writable } from 'node:stream'
import type { Benefit, Enrolment, Outcome, Reason, Scheme } from '../../schemas/codes.ts'
import {
  BENEFIT_NAMES,
  ENROLMENT_NAMES,
  OUTCOME_NAMES,
  type Printed,
  periodLine,
  REASON_NAMES,
  type Rows,
  SCHEME_NAMES,
} from '../../wording/printed.ts'
import { newBook, type Value } from './book.ts'
import { type OfficeColumn, writeTable } from './office-sheet.ts'

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
const COLUMNS: readonly OfficeColumn[] = [
  { heading: '序号', width: 5, look: 'number' },
  { heading: '县（市、区）', width: 6, look: 'centre' },
  { heading: '乡镇（街道）', width: 6, look: 'centre' },
  { heading: '村（居）', width: 8, look: 'centre' },
  { heading: '姓名', width: 6, look: 'centre' },
  { heading: '身份证号码', width: 18.6, look: 'number' },
  { heading: '全部类别', width: 12, look: 'text' },
  { heading: '险种', width: 4, look: 'centre' },
  { heading: '参保状态', width: 4, look: 'centre' },
  { heading: '参保日期', width: 10, look: 'number' },
  { heading: '认定结果', width: 6, look: 'centre' },
  { heading: '原因', width: 6, look: 'centre' },
  { heading: '代缴年度', width: 4.4, look: 'number' },
  { heading: '代缴金额', width: 8, look: 'money' },
  { heading: '缴费日期', width: 10, look: 'number' },
  { heading: '是否年满60周岁', width: 4, look: 'centre' },
  { heading: '待遇状态', width: 4, look: 'centre' },
  { heading: '待遇开始年月', width: 7.4, look: 'number' },
  { heading: '月待遇金额', width: 8, look: 'money' },
  { heading: '案件状态', width: 6, look: 'centre' },
  { heading: '最近更新', width: 10, look: 'number' },
]

export interface LedgerInput extends Printed {
  readonly title: string
  readonly rows: Rows<LedgerRow>
}

/** Resolves with the number of rows once `out` has finished. */
export async function writeLedger(out: Writable, input: LedgerInput): Promise<number> {
  const book = newBook(out)
  let count = 0
  async function* cells(): AsyncGenerator<Value[]> {
    for await (const row of input.rows) yield cellsOf(row, ++count)
  }
  const { title, unit } = input
  await writeTable(
    book,
    { sheetName: '台账', title, unit, aside: `${periodLine(input.period)}　　单位：元`, columns: COLUMNS },
    cells(),
  )
  await book.close()
  return count
}

function cellsOf(row: LedgerRow, number: number): Value[] {
  return [
    String(number),
    row.county,
    row.township,
    row.village,
    row.name,
    row.id,
    row.categories.join('、'),
    row.scheme && SCHEME_NAMES[row.scheme],
    row.enrolment && ENROLMENT_NAMES[row.enrolment],
    row.enrolledOn,
    OUTCOME_NAMES[row.outcome],
    row.reason && REASON_NAMES[row.reason],
    String(row.year),
    row.fen === undefined ? undefined : row.fen / 100,
    row.paidOn,
    row.is60 ? '是' : '否',
    row.benefit && BENEFIT_NAMES[row.benefit],
    row.benefitFrom,
    row.benefitFen === undefined ? undefined : row.benefitFen / 100,
    row.caseState,
    row.updatedOn,
  ]
}
