/** Settlements of a person in a county: which of them a later one ended (docs/cases.md#settlements). */
import type { Choice, Reason } from '../../schemas/codes.ts'
import type { CountyFacts, Settlement } from '../../schemas/records/case.ts'
import type { Decision } from '../../schemas/records/person.ts'

/** The review that each choice settles; the others are about cases. */
export const SETTLES: Readonly<Record<Choice, Reason | undefined>> = {
  name: 'name-conflict',
  'correct-list': 'name-conflict',
  'as-enrolled': 'register-incomplete',
  'as-not-enrolled': 'register-incomplete',
  responsible: 'two-counties',
  elsewhere: 'two-counties',
  own: 'duplicate-enrolment',
  other: 'duplicate-enrolment',
  'pay-here': 'enrolled-elsewhere',
  transfer: 'enrolled-elsewhere',
  hold: undefined,
  resume: undefined,
  withdraw: undefined,
}

/** Neither replaced nor withdrawn, oldest first; what waits for a second person has no effect. */
export function notEnded({ settlements = [] }: CountyFacts): Settlement[] {
  const confirmed = settlements.filter(({ waits, confirmed }) => !waits || confirmed)
  const withdrawn = new Set(confirmed.map(({ withdraws }) => withdraws))
  return confirmed.filter(
    (one, i) =>
      one.choice !== 'withdraw' &&
      !withdrawn.has(one.order) &&
      !confirmed.slice(i + 1).some((later) => isReplaced(one, later)),
  )
}

/**
 * The last that waits for its second person, and that no later one in effect has overtaken.
 * @param said by the second person: the same
 */
export function waitingIn<S extends Settlement>(
  { settlements = [] }: { readonly settlements?: readonly S[] | undefined },
  said?: Pick<Settlement, 'choice' | 'name'>,
): S | undefined {
  const isOvertaken = (one: Settlement) =>
    settlements.some(
      (later) => later.order > one.order && (!later.waits || later.confirmed) && isAboutTheSame(one, later),
    )
  return settlements.findLast(
    (one) =>
      one.waits &&
      !one.confirmed &&
      (!said || (one.choice === said.choice && one.name === said.name)) &&
      !isOvertaken(one),
  )
}

const isAboutTheSame = ({ choice }: Settlement, later: Settlement) =>
  choice === later.choice || (SETTLES[choice] !== undefined && SETTLES[choice] === SETTLES[later.choice])

function isReplaced({ choice, order }: Settlement, later: Settlement): boolean {
  const reason = SETTLES[choice]
  return reason !== undefined && SETTLES[later.choice] === reason && !later.keeps?.includes(order)
}

/** As decisions name it among their facts. */
export const settlementKey = (county: string, { order }: Settlement): string => `settlements.${county}.${order}`

export function isTransferring(
  county: string,
  { settlements = [] }: CountyFacts,
  { reason, facts }: Decision,
): boolean {
  if (reason !== 'enrolled-elsewhere') return false
  return settlements.some((one) => one.choice === 'transfer' && facts.includes(settlementKey(county, one)))
}

export function isHeld(own: CountyFacts): boolean {
  return notEnded(own).some(({ choice, order }) => choice === 'hold' && !resumedAfter(own, order))
}

/** What might pay somebody dead, or a second time: nobody mends it alone, and not by a settlement that knew nothing of it. */
export function resumedByTwoAfter({ settlements = [] }: CountyFacts, order: string): boolean {
  return settlements.some((one) => one.choice === 'resume' && one.confirmed && one.order > order)
}

/**
 * @param order of what was to be mended
 * @param before by when it took effect
 */
export function resumedAfter({ settlements = [] }: CountyFacts, order: string, before?: string): boolean {
  return settlements.some((one) => {
    if (one.choice !== 'resume' || (one.waits && !one.confirmed) || one.order <= order) return false
    return before === undefined || (one.confirmed?.at ?? one.at) < before
  })
}
