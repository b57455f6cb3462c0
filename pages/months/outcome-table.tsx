import type { Outcome } from '../../schemas/codes.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { OUTCOME_NAMES, OUTCOMES } from '../../wording/outcomes.ts'

/** Counts of the frozen rows. */
export interface ClosedMonth {
  readonly county: string
  readonly day: string
  readonly counts: Partial<Record<Outcome, number>>
}

export function OutcomeTable({ policy, closed }: { policy: Policy; closed: readonly ClosedMonth[] }) {
  const sum = (counts: ClosedMonth['counts']) => Object.values(counts).reduce((a, b) => a + b, 0)
  return (
    <table class="outcomes" aria-labelledby="outcomes-title">
      <thead>
        <tr>
          <th scope="col">{HEADINGS.county}</th>
          <th scope="col" class="number">
            {HEADINGS.onLists}
          </th>
          {OUTCOMES.map((outcome) => (
            <th scope="col" class="number">
              {OUTCOME_NAMES[outcome]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {closed.map(({ county, counts }) => (
          <tr>
            <th scope="row">{divisionName(county, policy)}</th>
            <td class="number total">{sum(counts)}</td>
            {OUTCOMES.map((outcome) => (
              <td class="number">{counts[outcome] ?? 0}</td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{HEADINGS.total}</th>
          <td class="number total">{closed.reduce((all, { counts }) => all + sum(counts), 0)}</td>
          {OUTCOMES.map((outcome) => (
            <td class="number">{closed.reduce((all, { counts }) => all + (counts[outcome] ?? 0), 0)}</td>
          ))}
        </tr>
      </tfoot>
    </table>
  )
}
