/** What a close counts for pictures beside the return: a page that counted it would have to read persons. */
import type { BesideFigure } from '../../schemas/records/month-return.ts'
import type { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { ageOn } from '../days.ts'
import { daysBetween } from '../deadlines/day-steps.ts'
import { birthDateOf } from '../rows/id-number.ts'

/**
 * By township of the primary category's listing.
 * @param begunOn by person, the day of the close at which the year's contribution case began
 */
export function countBeside(
  rows: readonly SnapshotRow[],
  begunOn: ReadonlyMap<string, string>,
  day: string,
): Map<string, BesideFigure> {
  const counts = new Map<string, BesideFigure>()
  for (const row of rows) {
    const township = row.listings[row.primary]?.township
    if (township === undefined) continue
    const of = counts.get(township) ?? { posted: 0, claimAges: {}, daysToPayment: {} }
    counts.set(township, of)
    if (isPosted(row, Number(day.slice(0, 4)))) of.posted++
    const birth = row.decision.outcome === 'claim' ? birthDateOf(row.id) : undefined
    if (birth) add(of.claimAges, ageOn(birth, day))
    const begun = begunOn.get(row.key)
    if (row.paid && begun && begun <= row.paid.day) add(of.daysToPayment, daysBetween(begun, row.paid.day))
  }
  return counts
}

function isPosted({ decision, register }: SnapshotRow, year: number): boolean {
  return (
    decision.outcome === 'sponsored' &&
    Object.entries(register).some(
      ([slot, row]) => slot.endsWith('#resident') && row.contribution === 'sponsored' && row.year === year,
    )
  )
}

function add(counts: Record<string, number>, value: number): void {
  counts[value] = (counts[value] ?? 0) + 1
}
