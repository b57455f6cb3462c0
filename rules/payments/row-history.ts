/** What an approver is shown of a person beside the row itself. */
import { FOUND_DEAD } from '../../schemas/codes.ts'
import type { BatchRow } from '../../schemas/records/batch.ts'
import type { CaseKind, CountyFacts } from '../../schemas/records/case.ts'
import { latestRow, resultsOf } from '../cases/rows.ts'

export type RowHistory = Pick<BatchRow, 'earlier' | 'elsewhere'>

/** As it is when the row is decided: at preparation, and at approval anew. */
export function rowHistory(cases: Readonly<Record<string, CountyFacts>>, county: string, kind: CaseKind): RowHistory {
  const last = latestRow(cases[county] ?? {}, kind)
  const elsewhere = foundElsewhere(cases, county, kind)
  return {
    ...(last && { earlier: { batch: last.batch, year: last.year, result: last.result } }),
    ...(elsewhere.length > 0 && { elsewhere }),
  }
}

export function foundElsewhere(
  cases: Readonly<Record<string, CountyFacts>>,
  county: string,
  kind: CaseKind,
): NonNullable<BatchRow['elsewhere']> {
  return Object.entries(cases).flatMap(([of, own]) => (of === county ? [] : foundBy(of, own, kind)))
}

function foundBy(county: string, own: CountyFacts, kind: CaseKind): NonNullable<BatchRow['elsewhere']> {
  return [
    ...(own.materials?.finding === FOUND_DEAD ? [{ county, found: 'deceased' as const }] : []),
    ...(resultsOf(own, kind).some(({ result }) => result === '04') ? [{ county, found: 'duplicate' as const }] : []),
  ]
}
