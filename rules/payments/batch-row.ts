/** Rows of a batch (docs/cases.md#batches). */
import { present } from '../../schemas/present.ts'
import type { BatchRow, ExclusionReason } from '../../schemas/records/batch.ts'
import type { CaseRow, Standing } from '../../schemas/records/case.ts'
import type { Decision } from '../../schemas/records/person.ts'
import type { SnapshotRow } from '../../schemas/records/snapshot.ts'

/** Of a ready case; a pension costs nothing. */
export function batchRow({ number, kind }: Pick<CaseRow, 'number' | 'kind'>, row: SnapshotRow, year: number): BatchRow {
  const { township, phone } = present(row.listings[row.primary], 'the primary listing of a listed person')
  const isClaim = kind === 'claim'
  return {
    key: row.key,
    id: row.id,
    name: row.name,
    township,
    category: row.primary,
    case: number,
    business: isClaim ? 'claim' : row.decision.outcome === 'enrol' ? 'first-enrolment' : 'renewal',
    year,
    fen: isClaim ? 0 : present(row.amount, 'the amount of who is to be paid for'),
    ...(phone && { phone }),
  }
}

const ELSEWHERE_PAID = ['paid', 'in-flight', 'in-batch', 'registered', 'waiting'] as const

/** Why a case that is not ready is in no batch. */
export function exclusionOf({ state, reason }: Standing, decision: Decision | undefined): ExclusionReason {
  if (ELSEWHERE_PAID.some((one) => one === state)) return 'in-flight'
  switch (state) {
    case 'paused':
    case 'failed':
    case 'collecting':
      return state
    case 'ended':
      if (reason === 'elsewhere' || reason === 'given-up' || reason === 'unpaid-at-year-end') return reason
      return decision?.outcome ?? 'unlisted'
    default:
      return 'review'
  }
}

/** A row's number is its place in this order, from 1. */
export function inOrder(rows: readonly BatchRow[]): BatchRow[] {
  const placed = rows.map((row) => ({ row, place: `${row.township} ${row.id}` }))
  return placed.sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0)).map(({ row }) => row)
}
