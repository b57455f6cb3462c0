/** 统计表, 附件3 (docs/forms.md#statistics-return). */
import type { Writable } from 'node:stream'
import type { Outcome } from '../../schemas/codes.ts'
import { Outcome as OutcomeSchema } from '../../schemas/codes.ts'
import { type Printed, periodLine } from '../../wording/printed.ts'
import { newBook, type Value } from './book.ts'
import { type OfficeColumn, writeTable } from './office-sheet.ts'

/** Persons by outcome; fen paid for `sponsored`. */
export interface Counts {
  readonly persons: Readonly<Record<Outcome, number>>
  readonly sponsoredFen: number
}

export interface StatisticsRow {
  /** Township, or county in the city's table. */
  readonly place: string
  /** Undefined: 未报. */
  readonly counts: Counts | undefined
}

export interface StatisticsInput extends Printed {
  readonly title: string
  readonly places: 'townships' | 'counties'
  readonly rows: readonly StatisticsRow[]
}

// Six digits with a comma on one line.
const COUNTED = (heading: string): OfficeColumn => ({ heading, width: 7.5, look: 'count' })
const RATE = (heading: string): OfficeColumn => ({ heading, width: 8, look: 'percent' })

const COLUMNS: readonly OfficeColumn[] = [
  ...['名单人数', '待复核', '死亡', '未满16周岁', '参加其他保险', '应参保人数', '已参保人数'].map(COUNTED),
  RATE('参保率'),
  COUNTED('已代缴'),
  { heading: '代缴金额', width: 12.5, look: 'money' },
  ...['个人已缴', '在校学生', '待代缴', '待参保', '年满60周岁', '已领取待遇', '待申领'].map(COUNTED),
  RATE('领取率'),
]

/** Resolves once `out` has finished. */
export async function writeStatistics(out: Writable, input: StatisticsInput): Promise<void> {
  const book = newBook(out)
  const { title, unit, rows } = input
  const sum = rows.reduce((total, row) => (row.counts ? add(total, row.counts) : total), NONE)
  await writeTable(
    book,
    {
      sheetName: '统计表',
      title,
      unit,
      aside: `${periodLine(input.period)}　　单位：人、元`,
      lines: input.places === 'counties' ? [[submittedLine(rows)]] : [],
      columns: [{ heading: PLACE_HEADINGS[input.places], width: 14.2, look: 'centre' }, ...COLUMNS],
    },
    rows.map(({ place, counts }) =>
      counts ? [place, ...cellsOf(counts)] : [place, '未报', ...COLUMNS.slice(1).map(() => undefined)],
    ),
    () => ['合计', ...cellsOf(sum)],
  )
  await book.close()
}

const PLACE_HEADINGS = { townships: '乡镇（街道）', counties: '县（市、区）' } as const

/** `已报8个县（市、区）；未报2个：武江区、浈江区。` */
function submittedLine(rows: readonly StatisticsRow[]): string {
  const missing = rows.filter((row) => row.counts === undefined).map((row) => row.place)
  const told = `已报${rows.length - missing.length}个县（市、区）`
  return missing.length === 0 ? `${told}，全部报齐。` : `${told}；未报${missing.length}个：${missing.join('、')}。`
}

const NONE: Counts = {
  persons: Object.fromEntries(OutcomeSchema.options.map((o) => [o, 0])) as Record<Outcome, number>,
  sponsoredFen: 0,
}

function add(a: Counts, b: Counts): Counts {
  const persons = Object.fromEntries(OutcomeSchema.options.map((o) => [o, a.persons[o] + b.persons[o]]))
  return { persons: persons as Record<Outcome, number>, sponsoredFen: a.sponsoredFen + b.sponsoredFen }
}

/** Rates over nothing are blank. */
function cellsOf({ persons: n, sponsoredFen }: Counts): Value[] {
  const listed = OutcomeSchema.options.reduce((total, outcome) => total + n[outcome], 0)
  const insured = n.sponsored + n['self-paid'] + n.pay
  const insurable = insured + n.enrol
  const over60 = n.drawing + n.claim
  return [
    listed,
    n.review,
    n.deceased,
    n['under-16'],
    n['other-scheme'],
    insurable,
    insured,
    rate(insured, insurable),
    n.sponsored,
    sponsoredFen / 100,
    n['self-paid'],
    n.student,
    n.pay,
    n.enrol,
    over60,
    n.drawing,
    n.claim,
    rate(n.drawing, over60),
  ]
}

function rate(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole
}
