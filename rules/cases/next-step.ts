/** Who must act on a case, since when and by which day (docs/cases.md#never-with-cases). */
import type { Office } from '../../schemas/codes.ts'
import type { CaseKind, CaseRow, CountyFacts, Standing } from '../../schemas/records/case.ts'
import type { DeadlinePolicy } from '../../schemas/records/deadline-policy.ts'
import type { WorkCalendar } from '../deadlines/work-calendar.ts'

export interface NextStep {
  readonly who: readonly Office[]
  readonly since: string
  readonly until: string
}

interface Turn {
  readonly who: readonly Office[]
  /** Working days. */
  readonly days: (deadlines: Pick<DeadlinePolicy, 'asked' | 'cases'>) => number
}

const agency: readonly Office[] = ['social-insurance']
const review: Turn = { who: agency, days: ({ cases }) => cases['under-review'] }
const failed = (...who: Office[]): Turn => ({ who, days: ({ cases }) => cases.failed })

const TURNS: Readonly<Partial<Record<Standing['state'], Turn>>> = {
  'under-review': review,
  ready: review,
  'in-batch': review,
  waiting: { who: agency, days: ({ cases }) => cases.waiting },
  paused: { who: agency, days: ({ cases }) => cases.paused },
  collecting: { who: ['township'], days: ({ asked }) => asked.materials },
  'in-flight': { who: ['bank'], days: ({ asked }) => asked['bank-return'] },
}
const FAILURES: Readonly<Record<string, Turn>> = {
  '01': failed('township'),
  '02': failed('bank', 'township'),
  '03': failed('bank', 'township'),
}
const UNCLEAR: Turn = { who: ['bank'], days: ({ cases }) => cases.unclear }

/** @returns undefined for a case that has come to its end */
export function nextStep(
  row: CaseRow,
  { state, reason }: Standing,
  facts: CountyFacts,
  { deadlines, calendar }: { deadlines: Pick<DeadlinePolicy, 'asked' | 'cases'>; calendar: WorkCalendar },
): NextStep | undefined {
  const turn = turnOf({ state, reason })
  if (!turn) return undefined
  const since = sinceOf(row, { state, reason }, facts)
  return { who: turn.who, since, until: calendar.after(since, turn.days(deadlines)) }
}

/** A township has to answer. */
export function isTownshipsTurn(standing: Standing): boolean {
  return turnOf(standing)?.who.includes('township') === true
}

function turnOf({ state, reason }: Standing): Turn | undefined {
  if (state === 'failed') return FAILURES[reason ?? ''] ?? failed('social-insurance')
  return reason === '90' ? UNCLEAR : TURNS[state]
}

/** What answers changed after the close is as old as the latest of them. */
function sinceOf({ kind, close }: CaseRow, { state, reason }: Standing, facts: CountyFacts): string {
  if (close.state === state && close.reason === reason) return close.since
  return latestDay(kind, facts) ?? close.day
}

function latestDay(kind: CaseKind, { materials, settlements = [], results = {} }: CountyFacts): string | undefined {
  const days = [
    ...(materials ? [materials.day] : []),
    ...settlements.map(({ day }) => day),
    ...Object.values(results).flatMap((row) => (row.kind === kind ? [row.day] : [])),
  ]
  return days.sort().at(-1)
}
