/**
 * Which of a county's cases are looked at for a list: those that the last close left open, and those that may be open
 * since. All others are as they were then, and their persons are not read.
 */
import { isLongPast, isPast } from '../../../rules/cases/state.ts'
import { monthsBefore } from '../../../rules/days.ts'
import { isSettled } from '../../../rules/payments/results.ts'
import { BatchRow } from '../../../schemas/records/batch.ts'
import type { CaseRow, CaseState } from '../../../schemas/records/case.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { Stirred } from '../../../stores/people/stirred.ts'
import { thaw } from '../work/frozen.ts'
import { resultsOf } from './batch-results.ts'
import type { CaseDeps } from './case-facts.ts'

/** States in which nobody has anything to do, unless something comes. */
const OVER: ReadonlySet<CaseState> = new Set(['paid', 'registered', 'ended'])

/** A batch that goes on without somebody writes no person. */
const BY_BATCHES: ReadonlySet<CaseState> = new Set(['in-batch', 'waiting'])

export interface Looked {
  mayBeOpen(row: CaseRow): boolean
  /** It may stand otherwise than at the close, by what has come or by the day. */
  isStirred(row: CaseRow): boolean
}

type LookDeps = Pick<CaseDeps, 'batches' | 'outbox'> & { readonly stirred: Pick<Stirred, 'since'> }

interface Look {
  readonly county: string
  readonly day: string
  readonly policy: Pick<Policy, 'cases'>
}

export async function lookedAt(
  deps: LookDeps,
  { county, day, policy }: Look,
  rows: readonly CaseRow[],
): Promise<Looked> {
  const known = rows.filter((row) => !isLongPast(row, day))
  const [first] = known.map(({ close }) => close.at).sort()
  const [noted, atTheBank] = await Promise.all([
    first === undefined ? new Map<string, string>() : deps.stirred.since(county, first),
    unansweredOfPast(deps, county, day),
  ])
  const oldest = monthsBefore(day, policy.cases.verifiedMonths)
  const isNoted = ({ key, close }: CaseRow) => (noted.get(key) ?? '') >= close.at
  const isByDay = ({ close: { outcome, verifiedOn, beforeYearEnd } }: CaseRow) =>
    outcome === 'under-16' || beforeYearEnd !== undefined || (verifiedOn !== undefined && verifiedOn < oldest)
  const isStirred = (row: CaseRow): boolean => {
    if (atTheBank.has(row.number)) return true
    if (isLongPast(row, day)) return false
    const { awaited, state } = row.close
    return awaited === true || isNoted(row) || (!isPast(row, day) && (BY_BATCHES.has(state) || isByDay(row)))
  }
  return {
    isStirred,
    mayBeOpen: (row) => isStirred(row) || (!isPast(row, day) && !OVER.has(row.close.state)),
  }
}

/** Of years that are over: nothing else opens such a case. */
async function unansweredOfPast(
  deps: Pick<LookDeps, 'batches' | 'outbox'>,
  county: string,
  day: string,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const batch of await deps.batches.list(county)) {
    if (!batch.frozen || batch.year >= Number(day.slice(0, 4)) || isSettled(batch)) continue
    const answered = new Set(
      (await resultsOf(deps, batch)).flatMap(({ row, result }) => (result === '90' ? [] : [row])),
    )
    const rows = await thaw(deps.outbox, batch.frozen, BatchRow)
    for (const [at, row] of rows.entries()) if (!answered.has(at + 1)) found.add(row.case)
  }
  return found
}
