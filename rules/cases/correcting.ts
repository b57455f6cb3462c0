/** Lists that an agency has sent back over a name (docs/cases.md#settlements). */
import type { Person } from '../../schemas/records/person.ts'
import type { ActiveListing } from '../determination/listings.ts'
import { normaliseName } from '../rows/normalise.ts'

/** Listings with another name than the registers have; without a register every one. */
export function sentBackListings(
  { register }: Pick<Person, 'register'>,
  active: readonly ActiveListing[],
): ActiveListing[] {
  const registered = new Set(Object.values(register).map(({ name }) => normaliseName(name)))
  const others = active.filter(([, , , { name }]) => !registered.has(normaliseName(name)))
  return registered.size > 0 ? others : [...active]
}
