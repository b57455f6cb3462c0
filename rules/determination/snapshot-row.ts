/** A person in a county's snapshot. */
import { Fault } from '../../schemas/fault.ts'
import type { Person } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { chosenName, setAside } from '../cases/settlements.ts'
import { amountFor } from '../payments/amount.ts'
import { activeListings } from './listings.ts'

/** @returns none for whom no listing of the county counts */
export function snapshotRow(person: Person, county: string, day: string, policy: Policy): SnapshotRow | undefined {
  const everywhere = activeListings(person, policy, day)
  if (setAside(person, everywhere).has(county)) return undefined
  const active = everywhere.filter(([, of]) => of === county)
  const standing = policy.categories.flatMap(({ code }) => {
    const found = active.find(([, , category]) => category === code)
    return found ? [[code, found[3]] as const] : []
  })
  const [first] = standing
  if (first === undefined) return undefined
  const [primary, { name }] = first
  const decision = person.decisions[county]
  if (!decision) throw new Fault('impossible', 'a listed person without a decision')
  // A fixed order keeps the frozen bytes equal.
  const listings = Object.fromEntries(standing)
  const register = Object.fromEntries(Object.entries(person.register).sort(([a], [b]) => (a < b ? -1 : 1)))
  const isPaid = decision.outcome === 'pay' || decision.outcome === 'enrol'
  return {
    key: person.key,
    county,
    id: person.id,
    name: chosenName(person, everywhere)?.name ?? name,
    categories: standing.map(([code]) => code),
    primary,
    listings,
    decision,
    ...(isPaid && { amount: amountFor(policy, county, primary, Number(day.slice(0, 4))) }),
    register,
  }
}
