/** Rows of approved batches, as claims and results tell them. */
import type { PaymentClaim } from '../../schemas/records/batch.ts'
import type { CaseKind, CaseRow, CountyFacts, RowResult } from '../../schemas/records/case.ts'

/** What is unclear is on its way too, and so is what the claim has heard of and the person has not yet. */
export function inFlight(
  claim: PaymentClaim | undefined,
  cases: Readonly<Record<string, CountyFacts>>,
): '90' | true | undefined {
  if (!claim || claim.state === 'released') return undefined
  const result = cases[claim.county]?.results?.[claim.batch]?.result
  if (result === undefined) return true
  return result === '90' ? result : undefined
}

/** With a result, of any year. */
export function resultsOf({ results = {} }: CountyFacts, kind: CaseKind): (RowResult & { readonly batch: string })[] {
  return Object.entries(results).flatMap(([batch, row]) => (row.kind === kind ? [{ ...row, batch }] : []))
}

/** A contribution whose row was done. */
export function isPaid({ kind, year }: Pick<CaseRow, 'kind' | 'year'>, own: CountyFacts): boolean {
  return kind === 'contribution' && resultsOf(own, kind).some((row) => row.year === year && row.result === '00')
}

export type Row = ReturnType<typeof resultsOf>[number]

/** The row that was approved last. */
export function latestRow(own: CountyFacts, kind: CaseKind): Row | undefined {
  return latest(resultsOf(own, kind), ({ approvedAt }) => approvedAt)
}

export function latest<T>(items: readonly T[], at: (item: T) => string): T | undefined {
  let last: T | undefined
  for (const item of items) if (!last || at(item) > at(last)) last = item
  return last
}
