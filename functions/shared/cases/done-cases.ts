/** A county's cases for which nobody has anything to do, each with its state today, the latest first. */
import { isPast, pastState } from '../../../rules/cases/state.ts'
import { BatchRow } from '../../../schemas/records/batch.ts'
import type { CaseRow, Standing } from '../../../schemas/records/case.ts'
import { thaw } from '../work/frozen.ts'
import { resultsOf } from './batch-results.ts'
import { type CaseDeps, casesOf } from './case-facts.ts'
import { lookedAt } from './may-be-open.ts'
import { type Asked, type OpenDeps, standingCases } from './open-cases.ts'

export interface DoneCase {
  readonly row: CaseRow
  readonly standing: Standing
}

/** @param open numbers of the open ones */
export async function doneCases(
  deps: OpenDeps,
  asked: Pick<Asked, 'county' | 'policy' | 'day'>,
  open: ReadonlySet<string>,
  most = Number.POSITIVE_INFINITY,
): Promise<DoneCase[]> {
  const { county, day } = asked
  const { rows } = await casesOf(deps, county)
  const done = rows
    .filter(({ number }) => !open.has(number))
    .reverse()
    .slice(0, most)
  const { mayBeOpen } = await lookedAt(deps, asked, rows)
  const wanted = new Set(done.filter(mayBeOpen).map(({ number }) => number))
  const [read, paid] = await Promise.all([
    standingCases(deps, { ...asked, isWanted: ({ number }) => wanted.has(number) }),
    paidOf(deps, county, new Set(done.filter((row) => isPast(row, day)).map(({ year }) => year))),
  ])
  const today = new Map(read.map(({ row, standing }) => [row.number, standing]))
  const unread = (row: CaseRow): Standing => {
    const { state, reason } = row.close
    if (!isPast(row, day)) return { state, ...(reason && { reason }) }
    return paid.has(row.number) ? { state: 'paid' } : pastState(row.close)
  }
  return done.map((row) => ({ row, standing: today.get(row.number) ?? unread(row) }))
}

/** Cases of past years that the bank has paid: no person is read. */
async function paidOf(
  deps: Pick<CaseDeps, 'batches' | 'outbox'>,
  county: string,
  years: ReadonlySet<number>,
): Promise<ReadonlySet<string>> {
  const paid = new Set<string>()
  if (years.size === 0) return paid
  for (const batch of await deps.batches.list(county)) {
    if (!batch.frozen || !years.has(batch.year)) continue
    const rows = await thaw(deps.outbox, batch.frozen, BatchRow)
    for (const { row, result } of await resultsOf(deps, batch)) {
      const number = result === '00' && rows[row - 1]?.case
      if (number) paid.add(number)
    }
  }
  return paid
}
