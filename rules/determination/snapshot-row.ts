/** A person in a county's snapshot. */
import { Fault } from '../../schemas/fault.ts'
import type { Person, RegisterRow } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { amountFor } from '../payments/amount.ts'
import { activeListings } from './determine.ts'

export function snapshotRow(person: Person, county: string, day: string, policy: Policy): SnapshotRow | undefined {
  const active = activeListings(person, policy, day).filter(([, of]) => of === county)
  const categories = policy.categories
    .map((c) => c.code)
    .filter((code) => active.some(([, , category]) => category === code))
  const primary = categories[0]
  if (primary === undefined) return undefined
  const decision = person.decisions[county]
  if (!decision) throw new Fault('impossible', 'a listed person without a decision')
  // A fixed order keeps the frozen bytes equal.
  const listings = Object.fromEntries(
    categories.map((code) => [code, active.find(([, , category]) => category === code)![3]]),
  )
  const register: Record<string, RegisterRow> = {}
  for (const key of Object.keys(person.register).sort()) {
    register[key] = person.register[key]!
  }
  const isPaid = decision.outcome === 'pay' || decision.outcome === 'enrol'
  return {
    key: person.key,
    county,
    id: person.id,
    name: listings[primary]!.name,
    categories,
    primary,
    listings,
    decision,
    ...(isPaid && { amount: amountFor(policy, county, primary, Number(day.slice(0, 4))) }),
    register,
  }
}
