/** Snapshot rows as the ledger shows them (docs/forms.md#ledger). */

import type { LedgerRow } from '../../forms/outgoing/ledger.ts'
import { ageOn } from '../../rules/days.ts'
import { sponsoredFen } from '../../rules/determination/statistics.ts'
import { birthDateOf } from '../../rules/rows/id-number.ts'
import { present } from '../../schemas/present.ts'
import type { CaseKind, CaseRow } from '../../schemas/records/case.ts'
import type { RegisterRow } from '../../schemas/records/person.ts'
import type { CountyDivisions, Policy } from '../../schemas/records/policy.ts'
import type { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { standingName } from '../../wording/standings.ts'
import { categoryOf, townshipName } from '../shared/stages/divisions-of.ts'

/** @param cases as the close left them */
export function* ledgerRows(
  rows: readonly SnapshotRow[],
  cases: ReadonlyMap<string, readonly CaseRow[]>,
  category: string,
  county: CountyDivisions,
  policy: Policy,
  day: string,
): Generator<LedgerRow> {
  const year = Number(day.slice(0, 4))
  const listed = rows.flatMap((row) => {
    const listing = row.listings[category]
    return listing ? [{ row, listing }] : []
  })
  listed.sort((a, b) => Number(a.listing.township) - Number(b.listing.township))
  for (const { row, listing } of listed) {
    const [scheme, register] = shownRegister(row)
    const { outcome, reason, day: updatedOn } = row.decision
    yield {
      county: county.name,
      township: townshipName(county, listing.township),
      village: listing.village,
      name: row.name,
      id: row.id,
      categories: row.categories.map((code) => categoryOf(policy, code).name),
      scheme,
      enrolment: register?.enrolment,
      enrolledOn: register?.since,
      outcome,
      reason,
      year,
      fen: outcome === 'sponsored' ? sponsoredFen(row, year) : (row.paid?.fen ?? row.amount),
      paidOn: row.paid?.day,
      is60: ageOn(present(birthDateOf(row.id), 'the birth date of a listed person'), day) >= 60,
      benefit: register?.benefit,
      benefitFrom: register?.benefitFrom,
      benefitFen: register?.benefitPaid,
      caseState: stateOf(row, cases.get(row.key)),
      updatedOn,
    }
  }
}

/** Of two cases the one that the outcome is about. */
function stateOf({ decision: { outcome, reason } }: SnapshotRow, own: readonly CaseRow[] = []): string | undefined {
  const kind: CaseKind = outcome === 'claim' || outcome === 'drawing' ? 'claim' : 'contribution'
  const { close } = own.find((row) => row.kind === kind) ?? own[0] ?? {}
  if (!close) return undefined
  // Columns of their own say what the outcome is, and why.
  const isSaid = close.reason === outcome || close.reason === reason
  return standingName(isSaid ? { state: close.state } : close)
}

/** Of several register rows the ledger shows the resident scheme's, and of these the county's own. */
function shownRegister({
  county,
  register,
}: SnapshotRow): ['resident' | 'employee' | 'public', RegisterRow] | [undefined, undefined] {
  const rows = Object.entries(register).map(([key, row]) => {
    const [of, scheme] = key.split('#') as [string, 'resident' | 'employee' | 'public']
    return {
      scheme,
      row,
      rank: (scheme === 'resident' ? 0 : 2) + (of === county ? 0 : 1) + (row.enrolment === 'ended' ? 4 : 0),
    }
  })
  const shown = rows.sort((a, b) => a.rank - b.rank)[0]
  return shown ? [shown.scheme, shown.row] : [undefined, undefined]
}
