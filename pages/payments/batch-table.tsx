import { yuan } from '../../rules/payments/amount.ts'
import type { Batch } from '../../schemas/records/batch.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { BATCH_STATES, totalsOf } from '../../wording/batch-state.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { StateBadge } from '../parts/state-badge.tsx'

/** The month's batches, each a link to its persons. */
export function BatchTable({ policy, batches }: { policy: Policy; batches: readonly Batch[] }) {
  return (
    <table aria-labelledby="batches-title">
      <thead>
        <tr>
          <th scope="col">{HEADINGS.county}</th>
          <th scope="col">{HEADINGS.batch}</th>
          <th scope="col">{HEADINGS.state}</th>
          <th scope="col" class="number">
            {HEADINGS.payments}
          </th>
          <th scope="col" class="number">
            {HEADINGS.sumYuan}
          </th>
        </tr>
      </thead>
      <tbody>
        {batches.map((batch) => {
          const totals = totalsOf(batch)
          return (
            <tr>
              <th scope="row">{divisionName(batch.county, policy)}</th>
              <td>
                <a href={`/batches/${batch.county}/${batch.id}`}>{batch.id}</a>
              </td>
              <td>
                <StateBadge state={BATCH_STATES[batch.state]} />
              </td>
              <td class="number">{totals?.rows}</td>
              <td class="number">{totals && yuan(totals.fen)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
