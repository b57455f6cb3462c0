/**
 * Which of a county's cases are looked at for a list: those that the last close left open, and those that may be open
 * since. All others are as they were then, and their persons are not read.
 */
import { isLongPast, isPast } from '../../../rules/cases/state.ts'
import { monthsBefore } from '../../../rules/days.ts'
import { isSettled } from '../../../rules/payments/results.ts'
import { type Batch, BatchRow, Excluded } from '../../../schemas/records/batch.ts'
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
/** Another county's, which says nothing of it here. */
const BY_OTHERS: ReadonlySet<CaseState> = new Set(['waiting'])

/** A note stands before its person is written, by a function that lives so long at most: a close may come in between. */
const WRITER_MS = 15 * 60_000

/** Notes from this moment on may be of persons who were written after another one. */
export const writtenSince = (at: string): string => new Date(Date.parse(at) - WRITER_MS).toISOString()

export interface Looked {
  mayBeOpen(row: CaseRow): boolean
  /** It may stand otherwise than at the close, by what has come, by a batch or by the day. */
  isStirred(row: CaseRow): boolean
  /** Without a notice, and perhaps a township's turn: most of those whom a batch has are not. */
  mayBeVisited(): readonly CaseRow[]
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
  const { first, byKey, byClose } = indexOf(rows, day)
  const [noted, batches] = await Promise.all([
    first === undefined ? new Map<string, string>() : deps.stirred.since(county, writtenSince(first)),
    deps.batches.list(county),
  ])
  const [atTheBank, leftOut] = await Promise.all([unansweredOfPast(deps, batches, day), leftOutBy(deps, batches, day)])
  const oldest = monthsBefore(day, policy.cases.verifiedMonths)
  const isNoted = ({ key, close }: CaseRow) => {
    const when = noted.get(key)
    return when !== undefined && Date.parse(when) + WRITER_MS >= Date.parse(close.at)
  }
  const isByDay = ({ close: { outcome, verifiedOn, beforeYearEnd } }: CaseRow) =>
    outcome === 'under-16' || beforeYearEnd !== undefined || (verifiedOn !== undefined && verifiedOn < oldest)
  const isStirredItself = (row: CaseRow): boolean => {
    if (isPast(row, day) && atTheBank.has(row.number)) return true
    if (isLongPast(row, day)) return false
    return row.close.awaited === true || isNoted(row) || (!isPast(row, day) && isByDay(row))
  }
  const isOf = (states: ReadonlySet<CaseState>, row: CaseRow) => !isPast(row, day) && states.has(row.close.state)
  const isStirred = (row: CaseRow) => isStirredItself(row) || isOf(BY_BATCHES, row)
  return {
    isStirred,
    mayBeVisited: () => {
      const candidates = new Set([...byClose, ...[...noted.keys()].flatMap((key) => byKey.get(key) ?? [])])
      const isVisited = (row: CaseRow) =>
        isStirredItself(row) || isOf(BY_OTHERS, row) || (isOf(BY_BATCHES, row) && leftOut.has(row.key))
      return [...candidates].filter((row) => row.close.notified === undefined && isVisited(row))
    },
    mayBeOpen: (row) => isStirred(row) || (!isPast(row, day) && !OVER.has(row.close.state)),
  }
}

interface Index {
  readonly year: string
  /** The earliest close of rows that may still move. */
  readonly first: string | undefined
  readonly byKey: ReadonlyMap<string, readonly CaseRow[]>
  /** Without a notice, and not as the close left it for good. */
  readonly byClose: readonly CaseRow[]
}

/** A county's table has a row for each person and year, and is remembered: it is gone through once. */
const indices = new WeakMap<readonly CaseRow[], Index>()

function indexOf(rows: readonly CaseRow[], day: string): Index {
  const year = day.slice(0, 4)
  const known = indices.get(rows)
  if (known?.year === year) return known
  const moving = rows.filter((row) => !isLongPast(row, day))
  const [first] = moving.map(({ close }) => close.at).sort()
  const made = {
    year,
    first,
    byKey: Map.groupBy(moving, ({ key }) => key),
    byClose: moving.filter(mayMoveByItself),
  }
  indices.set(rows, made)
  return made
}

function mayMoveByItself({ close }: CaseRow): boolean {
  const { notified, awaited, state, outcome, verifiedOn, beforeYearEnd } = close
  if (notified !== undefined) return false
  const isDated = outcome === 'under-16' || verifiedOn !== undefined || beforeYearEnd !== undefined
  return awaited === true || isDated || BY_BATCHES.has(state)
}

/** Of years that are over: nothing else opens such a case. */
async function unansweredOfPast(
  deps: Pick<LookDeps, 'outbox'>,
  batches: readonly Batch[],
  day: string,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const batch of batches) {
    if (!batch.frozen || batch.year >= Number(day.slice(0, 4)) || isSettled(batch)) continue
    const answered = new Set(
      (await resultsOf(deps, batch)).flatMap(({ row, result }) => (result === '90' ? [] : [row])),
    )
    const rows = await thaw(deps.outbox, batch.frozen, BatchRow)
    for (const [at, row] of rows.entries()) if (!answered.has(at + 1)) found.add(row.case)
  }
  return found
}

/** Persons whom batches of the year have left out, which writes none of them. */
async function leftOutBy(
  { outbox }: Pick<LookDeps, 'outbox'>,
  batches: readonly Batch[],
  day: string,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const { excluded, year } of batches) {
    if (!excluded || year < Number(day.slice(0, 4))) continue
    for (const { key } of await thaw(outbox, excluded, Excluded)) found.add(key)
  }
  return found
}
