/** Which lists have a person on a day. */
import type { Listing, ListingFact, Person } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'

export type ActiveListing = readonly [key: string, county: string, category: string, row: Listing]

export function activeListings(person: Person, policy: Policy, day: string): ActiveListing[] {
  const active: ActiveListing[] = []
  for (const [key, fact] of Object.entries(person.lists)) {
    const row = inForce(fact)
    if (!row) continue
    const [county, code] = key.split('#') as [string, string]
    const category = policy.categories.find((c) => c.code === code)
    if (category && (category.from ?? day) <= day && day <= (category.until ?? day))
      active.push([`lists.${key}`, county, code, row])
  }
  return active
}

export function inForce(fact: ListingFact | undefined): Listing | undefined {
  return fact && !fact.ended ? fact.row : undefined
}
