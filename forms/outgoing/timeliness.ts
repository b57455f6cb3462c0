/** A year's timeliness for the supervising bureaus (docs/rules.md#deadlines). */

import type { Writable } from 'node:stream'
import { type BoardLine, boardOf, onTimeRate, type Rate } from '../../rules/deadlines/timeliness.ts'
import type { Standing } from '../../schemas/records/obligation.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { periodName, QUARTERS } from '../../wording/dates.ts'
import { formName, NIL_RETURN } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { officeName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { LEGEND, MARKS, type Mark, ON_TIME_RATE, PROVISIONAL, TIMELINESS } from '../../wording/timeliness.ts'
import { newBook } from './book.ts'
import { type ReportColumn, totalsOf, valuesOf, writeTable } from './office-sheet.ts'

export interface TimelinessInput {
  /** 填报单位. */
  readonly reportingOffice: string
  readonly policy: Pick<Policy, 'city' | 'counties' | 'categories'>
  readonly year: number
  /** As far as the reader may see them. */
  readonly standings: readonly Standing[]
  /** `2018-07-01 08:00` in Asia/Shanghai. */
  readonly asOf: string
}

type PolicyNames = TimelinessInput['policy']
/** For all offices together: of each quarter, then of the year. */
type Rates = readonly Rate[]

const boardColumns = (policy: PolicyNames): readonly ReportColumn<BoardLine, Rates>[] => [
  {
    heading: HEADINGS.office,
    width: 18,
    look: 'text',
    value: (line) => officeName(policy, line),
    total: () => HEADINGS.total,
  },
  { heading: HEADINGS.report, width: 22, look: 'text', value: ({ form }) => formName(form, policy) },
  ...Array.from(
    { length: 12 },
    (_, i): ReportColumn<BoardLine, Rates> => ({
      heading: `${i + 1}月`,
      width: 6.2,
      look: 'centre',
      value: ({ months }) => markTextOf(months[i] ?? []),
    }),
  ),
  ...[...QUARTERS, HEADINGS.wholeYear].map(
    (heading, i): ReportColumn<BoardLine, Rates> => ({
      heading,
      width: 8.8,
      look: 'percent',
      value: ({ quarters, year }) => (quarters[i] ?? year).rate,
      total: (rates) => rates[i]?.rate,
    }),
  ),
]

const reportColumns = (policy: PolicyNames): readonly ReportColumn<Standing>[] => [
  { heading: HEADINGS.number, width: 7, look: 'number', value: (_, number) => String(number) },
  { heading: HEADINGS.office, width: 28, value: ({ obligation }) => officeName(policy, obligation) },
  { heading: HEADINGS.report, width: 32, value: ({ obligation }) => reportName(policy, obligation) },
  { heading: HEADINGS.period, width: 13, look: 'centre', value: ({ obligation }) => periodName(obligation.period) },
  {
    heading: HEADINGS.due,
    width: 21,
    look: 'centre',
    value: ({ obligation: o }) => (o.provisional ? `${o.due}${PROVISIONAL}` : o.due),
  },
  { heading: HEADINGS.sentAt, width: 21, look: 'number', value: ({ at }) => at && shanghaiTime(at) },
  { heading: '情况', width: 18.4, look: 'centre', value: stateName },
  {
    heading: '迟报时长',
    width: 20,
    look: 'centre',
    value: ({ lateMinutes: late }) => (late > 0 ? durationName(late) : undefined),
  },
]

const reportName = (policy: PolicyNames, { form, ref }: Standing['obligation']) =>
  `${formName(form, policy)}${ref === undefined ? '' : `（${ref}）`}`

const stateName = ({ state, nil, held }: Standing) =>
  TIMELINESS[state] + (nil ? `（${NIL_RETURN}）` : held ? '（待确认）' : '')

/** Resolves once `out` has finished. */
export async function writeTimeliness(out: Writable, input: TimelinessInput): Promise<void> {
  const { reportingOffice, year, policy, asOf } = input
  const own = input.standings.filter(({ obligation: o }) => o.period.startsWith(`${year}-`))
  const book = await newBook(out)
  const [board, reports] = [boardColumns(policy), reportColumns(policy)]
  await writeTable(
    book,
    {
      sheetName: PAGE_NAMES.timeliness,
      title: `${year}年各单位报送及时情况`,
      reportingOffice,
      aside: `截至${asOf}`,
      lines: [[`${legend}　空白 无须报送。月份为所属期，比率为${ON_TIME_RATE}。`]],
      columns: board,
    },
    boardOf(own, year).map((line, i) => valuesOf(board, line, i + 1)),
    () => totalsOf(board, yearRates(own)),
  )
  const sorted = [...own].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
  await writeTable(
    book,
    {
      sheetName: '明细',
      title: `${year}年报送明细`,
      reportingOffice,
      aside: `截至${asOf}`,
      columns: reports,
      none: '无',
    },
    sorted.map((standing, i) => valuesOf(reports, standing, i + 1)),
  )
  await book.close()
}

function yearRates(own: readonly Standing[]): Rates {
  const quarter = ({ obligation: o }: Standing) => Math.floor((Number(o.period.slice(5)) - 1) / 3)
  const quarters = QUARTERS.map((_, i) => onTimeRate(own.filter((s) => quarter(s) === i)))
  return [...quarters, onTimeRate(own)]
}

const legend = (Object.keys(MARKS) as Mark[])
  .map((mark) => `${MARKS[mark]} ${LEGEND[mark]}${mark === 'late' ? '天数' : ''}`)
  .join('　')

function worstOf(standings: readonly Standing[]): Standing | undefined {
  const rank = ({ state, held }: Standing) => RANK[state] - (held ? 0.5 : 0)
  return [...standings].sort((a, b) => rank(b) - rank(a) || b.lateMinutes - a.lateMinutes)[0]
}

/** A month's worst report decides. */
export function markOf(standings: readonly Standing[]): Mark | undefined {
  const worst = worstOf(standings)
  if (!worst) return undefined
  if (worst.held && worst.state !== 'late') return 'held'
  return worst.state === 'on-time' && worst.nil ? 'nil' : worst.state
}

/** `迟3天`; empty for a month without reports. */
export function markTextOf(standings: readonly Standing[]): string {
  const mark = markOf(standings)
  if (mark !== 'late') return mark ? MARKS[mark] : ''
  return `${MARKS.late}${Math.ceil((worstOf(standings)?.lateMinutes ?? 0) / 1440)}天`
}

const RANK: Record<Standing['state'], number> = { 'on-time': 0, open: 1, late: 2, missing: 3 }

function sortKey({ obligation: o }: Standing): string {
  return `${o.period} ${o.division} ${o.office} ${o.id}`
}

/** `2天3小时5分钟` */
export function durationName(minutes: number): string {
  const parts = [
    [Math.floor(minutes / 1440), '天'],
    [Math.floor(minutes / 60) % 24, '小时'],
    [minutes % 60, '分钟'],
  ] as const
  return parts.map(([n, unit]) => (n > 0 ? `${n}${unit}` : '')).join('')
}

/** `2018-06-05 23:59` in Asia/Shanghai. */
function shanghaiTime(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
