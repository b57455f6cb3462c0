/** Who claimed a person's payment on an earlier day: the rows of approved batches with the results of then. */
import type { Claimed, PaymentClaim } from '../../schemas/records/batch.ts'
import type { Person } from '../../schemas/records/person.ts'
import { latest } from '../cases/rows.ts'

/**
 * @param now as it is today
 * @param isApproved of a batch, on the day
 */
export function claimThen(
  now: PaymentClaim | undefined,
  what: Claimed,
  { cases = {} }: Person,
  isApproved: (batch: Pick<PaymentClaim, 'county' | 'batch'>) => boolean,
): PaymentClaim | undefined {
  const rows = Object.entries(cases).flatMap(([county, { results = {} }]) =>
    Object.entries(results).flatMap(([batch, row]) =>
      (row.kind === 'claim' ? 'benefit' : row.year) === what ? [{ ...row, county, batch }] : [],
    ),
  )
  if (now && isApproved(now)) {
    const answered = rows.find(({ batch }) => batch === now.batch)
    return { ...now, state: answered ? (now.state === 'released' ? now.state : stateOf(answered)) : 'approved' }
  }
  const last = latest(rows, ({ approvedAt }) => approvedAt)
  return last && { county: last.county, batch: last.batch, state: stateOf(last) }
}

const stateOf = ({ result }: { readonly result: string }): PaymentClaim['state'] =>
  result === '00' || result === '90' ? 'approved' : 'failed'
