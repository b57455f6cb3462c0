/** The statistics return (docs/rules.md#statistics). */
import { Outcome } from '../../schemas/codes.ts'
import type { Counts } from '../../schemas/records/output.ts'
import type { SnapshotRow } from '../../schemas/records/snapshot.ts'

/** By township code. */
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

type Persons = Counts['persons']

export const listed = (persons: Persons): number => Outcome.options.reduce((sum, outcome) => sum + persons[outcome], 0)
/** 已参保. */
export const insured = (n: Persons): number => n.sponsored + n['self-paid'] + n.pay
/** 应参保. */
export const insurable = (n: Persons): number => insured(n) + n.enrol
/** 60 and over. */
export const pensionable = (n: Persons): number => n.drawing + n.claim
/** Undefined over nothing. */
export const shareOf = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole)

export function sumCounts(all: Iterable<Counts>): Counts {
  const sum = noCounts()
  for (const { persons, sponsoredFen: fen } of all) {
    for (const outcome of Outcome.options) sum.persons[outcome] += persons[outcome]
    sum.sponsoredFen += fen
  }
  return sum
}

/** By how much each number is more than it was, below 0 where it is less. */
export function changeOf(now: Counts, before: Counts): Counts {
  const persons = Outcome.options.map((outcome) => [outcome, now.persons[outcome] - before.persons[outcome]])
  return { persons: Object.fromEntries(persons), sponsoredFen: now.sponsoredFen - before.sponsoredFen }
}

/** Fen, by the register or else by the bank; an unchanged decision may date from an earlier year. */
export function sponsoredFen({ decision, register, paid }: SnapshotRow, year: number): number {
  if (decision.outcome !== 'sponsored') return 0
  const amounts = Object.entries(register).flatMap(([key, row]) =>
    key.endsWith('#resident') && row.contribution === 'sponsored' && row.year === year ? (row.paid ?? []) : [],
  )
  return amounts.length > 0 ? amounts.reduce((sum, fen) => sum + fen, 0) : (paid?.fen ?? 0)
}
