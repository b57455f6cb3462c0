/**
 * The statistics return (docs/rules.md#statistics): counts of the rows of one snapshot, so that a statistic equals its
 * ledger.
 */
import { Outcome } from '../../schemas/codes.ts'
import type { Counts } from '../../schemas/records/output.ts'
import type { SnapshotRow } from '../../schemas/records/snapshot.ts'

/**
 * Counts by township code. Under a category everyone listed in it counts, in the township of that listing; without one
 * everyone counts once, in the township of the primary category's listing. `year` is the determination day's.
 */
export function countByTownship(
  rows: readonly SnapshotRow[],
  category: string | undefined,
  year: number,
): Map<string, Counts> {
  const counts = new Map<string, Counts>()
  for (const row of rows) {
    const listing = row.listings[category ?? row.primary]
    if (!listing) continue
    const of = counts.get(listing.township) ?? noCounts()
    counts.set(listing.township, of)
    of.persons[row.decision.outcome]++
    of.sponsoredFen += sponsoredFen(row, year)
  }
  return counts
}

export function noCounts(): Counts {
  return { persons: Object.fromEntries(Outcome.options.map((o) => [o, 0])) as Counts['persons'], sponsoredFen: 0 }
}

export function sumCounts(all: Iterable<Counts>): Counts {
  const sum = noCounts()
  for (const { persons, sponsoredFen: fen } of all) {
    for (const outcome of Outcome.options) sum.persons[outcome] += persons[outcome]
    sum.sponsoredFen += fen
  }
  return sum
}

/**
 * What was paid for a sponsored person in the year, as the resident scheme's rows of the register have it, in fen; 0 for
 * everybody else. The decision may be of an earlier year: one that says the same is kept as it was.
 */
export function sponsoredFen({ decision, register }: SnapshotRow, year: number): number {
  if (decision.outcome !== 'sponsored') return 0
  return Object.entries(register).reduce(
    (sum, [key, row]) =>
      sum + (key.endsWith('#resident') && row.contribution === 'sponsored' && row.year === year ? (row.paid ?? 0) : 0),
    0,
  )
}
