/** What another policy would decide otherwise about a person. */
import type { Outcome } from '../../schemas/codes.ts'
import type { Person } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { Shift } from '../../schemas/records/policy-preview.ts'
import { type Circumstances, decisionDay, determine } from './determine.ts'

export interface Drafted {
  readonly day: string
  readonly inForce: Policy
  readonly draft: Policy
  readonly registers: Pick<Circumstances, 'hasRegister' | 'isNameReturned'>
}

/**
 * Both policies decide on the same day, so that what time alone changes is not the draft's. A decision by other facts with
 * the same outcome and reason is no other decision to the person.
 */
export function shiftOf(
  person: Person,
  county: string,
  { day, inForce, draft, registers }: Drafted,
): Omit<Shift, 'persons'> | undefined {
  const decided = (policy: Policy) => determine(person, { day: decisionDay(person, day), policy, ...registers })[county]
  const [before, after] = [decided(inForce), decided(draft)]
  if (before?.outcome === after?.outcome && before?.reason === after?.reason) return undefined
  return { ...(before && { from: before.outcome }), ...(after && { to: after.outcome }) }
}

export function addShifts(known: readonly Shift[], found: readonly Omit<Shift, 'persons'>[]): Shift[] {
  const sums = new Map(known.map((shift) => [nameOf(shift), shift]))
  for (const shift of found) {
    const before = sums.get(nameOf(shift))
    sums.set(nameOf(shift), { ...shift, persons: (before?.persons ?? 0) + 1 })
  }
  return [...sums.values()]
}

const nameOf = ({ from, to }: { from?: Outcome | undefined; to?: Outcome | undefined }) => `${from} ${to}`
