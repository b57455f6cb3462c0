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
  const isToPay = decision.outcome === 'pay' || decision.outcome === 'enrol'
  const year = Number(day.slice(0, 4))
  const paid = paidBy(person, county, year)
  return {
    key: person.key,
    county,
    id: person.id,
    name: chosenName(person, everywhere)?.name ?? name,
    categories: standing.map(([code]) => code),
    primary,
    listings,
    decision,
    ...(isToPay && { amount: amountFor(policy, county, primary, year) }),
    ...(paid && { paid }),
    register,
  }
}

function paidBy({ cases }: Person, county: string, year: number): SnapshotRow['paid'] {
  const done = Object.values(cases?.[county]?.results ?? {}).find(
    (row) => row.kind === 'contribution' && row.year === year && row.result === '00',
  )
  return done && { fen: done.fen, day: done.day }
}
