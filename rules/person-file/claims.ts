/** Who claimed a person's payment on an earlier day: the rows of batches approved by then, with the results of then. */
import type { Claimed, PaymentClaim } from '../../schemas/records/batch.ts'
import type { Person } from '../../schemas/records/person.ts'
import { latest } from '../cases/rows.ts'

interface Then {
  /** As of the day. */
  readonly person: Pick<Person, 'cases'>
  /** As it is today: a row that has a result by now may have had none then. */
  readonly now: Pick<Person, 'cases'>
  /** Of a batch, on the day. */
  readonly isApproved: (batch: Pick<PaymentClaim, 'county' | 'batch'>) => boolean
}

/** @param claim as it is today */
export function claimThen(
  claim: PaymentClaim | undefined,
  what: Claimed,
  { person, now, isApproved }: Then,
): PaymentClaim | undefined {
  const resultOf = ({ county, batch }: Pick<PaymentClaim, 'county' | 'batch'>) =>
    person.cases?.[county]?.results?.[batch]?.result
  if (claim && isApproved(claim)) {
    const isReleased = claim.state === 'released' && resultOf(claim) !== undefined
    return isReleased ? claim : { ...claim, state: stateOf(resultOf(claim)) }
  }
  const last = latest(answeredRows(now, what).filter(isApproved), ({ approvedAt }) => approvedAt)
  return last && { county: last.county, batch: last.batch, state: stateOf(resultOf(last)) }
}

/** In whichever county. */
function answeredRows({ cases = {} }: Pick<Person, 'cases'>, what: Claimed) {
  return Object.entries(cases).flatMap(([county, { results = {} }]) =>
    Object.entries(results).flatMap(([batch, { kind, year, approvedAt }]) =>
      (kind === 'claim' ? 'benefit' : year) === what ? [{ county, batch, approvedAt }] : [],
    ),
  )
}

/** @param result undefined where the bank had not answered */
const stateOf = (result: string | undefined): PaymentClaim['state'] =>
  result === undefined || result === '00' || result === '90' ? 'approved' : 'failed'
