/** Who must act on a case, since when and by which day (docs/cases.md#never-with-cases). */
import type { Office } from '../../schemas/codes.ts'
import type { CaseRow, CountyFacts, Standing } from '../../schemas/records/case.ts'
import type { TurnName } from '../../schemas/records/case-tally.ts'
import type { DeadlinePolicy } from '../../schemas/records/deadline-policy.ts'
import type { Recipient } from '../../schemas/records/notice.ts'
import type { Person } from '../../schemas/records/person.ts'
import type { WorkCalendar } from '../deadlines/work-calendar.ts'
import { sinceOf } from './since.ts'

export interface NextStep {
  readonly what: TurnName
  readonly who: readonly Office[]
  /** Of lists that were sent back, which may be another county's. */
  readonly senders?: readonly Recipient[]
  readonly since: string
  readonly until: string
}

/** What a settlement waits for, whatever the case's state is. */
export interface Awaited extends Pick<NextStep, 'who' | 'senders' | 'since'> {
  readonly what: 'correct-list' | 'other-county' | 'confirm' | 'finding'
}

interface Turn extends Pick<NextStep, 'what' | 'who'> {
  /** Working days. */
  readonly days: (deadlines: Days) => number
}
type Days = Pick<DeadlinePolicy, 'asked' | 'cases'>

const agency: readonly Office[] = ['social-insurance']
const reviewed = (what: TurnName): Turn => ({ what, who: agency, days: ({ cases }) => cases['under-review'] })
const failed = (...who: Office[]): Turn => ({ what: 'failed', who, days: ({ cases }) => cases.failed })

const TURNS: Readonly<Partial<Record<Standing['state'], Turn>>> = {
  'under-review': reviewed('under-review'),
  ready: reviewed('batches'),
  'in-batch': reviewed('batches'),
  waiting: { what: 'waiting', who: agency, days: ({ cases }) => cases.waiting },
  paused: { what: 'paused', who: agency, days: ({ cases }) => cases.paused },
  collecting: { what: 'collecting', who: ['township'], days: ({ asked }) => asked.materials },
  'in-flight': { what: 'in-flight', who: ['bank'], days: ({ asked }) => asked['bank-return'] },
}
const FAILURES: Readonly<Record<string, Turn>> = {
  '01': failed('township'),
  '02': failed('bank', 'township'),
  '03': failed('bank', 'township'),
}
const UNCLEAR: Turn = { what: 'unclear', who: ['bank'], days: ({ cases }) => cases.unclear }
const TRANSFER: Turn = { what: 'transfer', who: agency, days: ({ cases }) => cases.transfer }

const AWAITED_DAYS: Readonly<Record<Awaited['what'], (deadlines: Days) => number>> = {
  'correct-list': ({ cases }) => cases['correct-list'],
  'other-county': ({ cases }) => cases['other-county'],
  confirm: ({ cases }) => cases.waiting,
  finding: ({ cases }) => cases.paused,
}

/** @returns undefined for a case that has come to its end */
export function nextStep(
  row: CaseRow,
  { state, reason }: Standing,
  { facts, decidedOn }: { readonly facts: CountyFacts; readonly decidedOn: string | undefined },
  { deadlines, calendar }: { deadlines: Days; calendar: WorkCalendar },
  awaited?: Awaited,
): NextStep | undefined {
  if (awaited) return { ...awaited, until: calendar.after(awaited.since, AWAITED_DAYS[awaited.what](deadlines)) }
  const turn = turnOf({ state, reason })
  if (!turn) return undefined
  const since = sinceOf(row, { standing: { state, reason }, facts, decidedOn }) ?? row.close.day
  return { what: turn.what, who: turn.who, since, until: calendar.after(since, turn.days(deadlines)) }
}

/** A township has to answer. */
export function isTownshipsTurn(standing: Standing): boolean {
  return turnOf(standing)?.who.includes('township') === true
}

function turnOf({ state, reason }: Standing): Turn | undefined {
  if (state === 'failed') return FAILURES[reason ?? ''] ?? failed('social-insurance')
  if (reason === 'transferring') return TRANSFER
  return reason === '90' ? UNCLEAR : TURNS[state]
}

export const knownOf = ({ cases, decisions }: Pick<Person, 'cases' | 'decisions'>, county: string) => ({
  facts: cases?.[county] ?? {},
  decidedOn: decisions[county]?.day,
})
