/** 统计表, 附件3 (docs/forms.md#statistics-return). */

import type { Writable } from 'node:stream'
import { insurable, insured, listed, pensionable, shareOf } from '../../rules/determination/statistics.ts'
import type { Outcome } from '../../schemas/codes.ts'
import { Outcome as OutcomeSchema } from '../../schemas/codes.ts'
import { periodLine } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { OUTCOME_NAMES } from '../../wording/outcomes.ts'
import { FOLDER_NAMES } from '../../wording/output-names.ts'
import { submittedLine } from '../../wording/returns.ts'
import { newBook } from './book.ts'
import { type ReportColumn, valuesOf, writeTable } from './office-sheet.ts'
import type { Printed } from './printed.ts'

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
  /** Who submitted it, or that nobody has. */
  readonly notes?: readonly string[]
}

type CountsColumn = ReportColumn<Counts>
type Persons = Counts['persons']

// Six digits with a comma on one line.
const counted = (heading: string, of: (persons: Persons) => number): CountsColumn => ({
  heading,
  width: 7.5,
  look: 'count',
  value: ({ persons }) => of(persons),
})
/** Blank over nothing. */
const rate = (
  heading: string,
  part: (persons: Persons) => number,
  whole: (persons: Persons) => number,
): CountsColumn => ({
  heading,
  width: 8,
  look: 'percent',
  value: ({ persons }) => shareOf(part(persons), whole(persons)),
})

const outcome = (of: Outcome) => counted(OUTCOME_NAMES[of], (n) => n[of])

const COLUMNS: readonly CountsColumn[] = [
  counted(HEADINGS.onLists, listed),
  outcome('review'),
  outcome('deceased'),
  outcome('under-16'),
  counted('参加其他保险', (n) => n['other-scheme']),
  counted(HEADINGS.insurable, insurable),
  counted(HEADINGS.insured, insured),
  rate(HEADINGS.coverage, insured, insurable),
  outcome('sponsored'),
  { heading: HEADINGS.sponsored, width: 12.5, look: 'money', value: ({ sponsoredFen }) => sponsoredFen / 100 },
  outcome('self-paid'),
  outcome('student'),
  outcome('pay'),
  outcome('enrol'),
  counted('年满60周岁', pensionable),
  outcome('drawing'),
  outcome('claim'),
  rate('领取率', (n) => n.drawing, pensionable),
]

/** Resolves once `out` has finished. */
export async function writeStatistics(out: Writable, input: StatisticsInput): Promise<void> {
  const book = await newBook(out)
  const { title, reportingOffice, rows, notes = [] } = input
  const sum = rows.reduce((total, row) => (row.counts ? add(total, row.counts) : total), NONE)
  await writeTable(
    book,
    {
      sheetName: FOLDER_NAMES.statistics,
      title,
      reportingOffice,
      aside: `${periodLine(input.period)}　　${HEADINGS.inPersonsAndYuan}`,
      lines: [...(input.places === 'counties' ? [lineOf(rows)] : []), ...notes].map((note) => [note]),
      columns: [{ heading: PLACE_HEADINGS[input.places], width: 14.2, look: 'centre' }, ...COLUMNS],
    },
    rows.map(({ place, counts }) =>
      counts ? [place, ...valuesOf(COLUMNS, counts, 0)] : [place, '未报', ...COLUMNS.slice(1).map(() => undefined)],
    ),
    () => [HEADINGS.total, ...valuesOf(COLUMNS, sum, 0)],
  )
  await book.close()
}

const PLACE_HEADINGS = { townships: HEADINGS.township, counties: HEADINGS.county } as const

function lineOf(rows: readonly StatisticsRow[]): string {
  const missing = rows.filter((row) => row.counts === undefined).map((row) => row.place)
  return submittedLine(rows.length - missing.length, missing)
}

const NONE: Counts = {
  persons: Object.fromEntries(OutcomeSchema.options.map((o) => [o, 0])) as Record<Outcome, number>,
  sponsoredFen: 0,
}

function add(a: Counts, b: Counts): Counts {
  const persons = Object.fromEntries(OutcomeSchema.options.map((o) => [o, a.persons[o] + b.persons[o]]))
  return { persons: persons as Record<Outcome, number>, sponsoredFen: a.sponsoredFen + b.sponsoredFen }
}
