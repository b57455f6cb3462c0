/** Lists that an agency has sent back over a name (docs/cases.md#settlements). */
import type { Settlement } from '../../schemas/records/case.ts'
import type { Person } from '../../schemas/records/person.ts'
import type { ActiveListing } from '../determination/listings.ts'
import { normaliseName } from '../rows/normalise.ts'
import { SETTLES } from './settlement-log.ts'
import { standing } from './settlements.ts'

/** Listings with another name than the registers have; without a register every one. */
export function sentBackListings(
  { register }: Pick<Person, 'register'>,
  active: readonly ActiveListing[],
): ActiveListing[] {
  const registered = new Set(Object.values(register).map(({ name }) => normaliseName(name)))
  const others = active.filter(([, , , { name }]) => !registered.has(normaliseName(name)))
  return registered.size > 0 ? others : [...active]
}

/** The county's settlement that keeps the name under review until the lists are corrected. */
export function correcting(county: string, person: Person, active: readonly ActiveListing[]): Settlement | undefined {
  const last = standing(county, { person, active, returned: () => [] }).findLast(
    ({ choice }) => SETTLES[choice] === 'name-conflict',
  )
  return last?.choice === 'correct-list' ? last : undefined
}

/** Another county's settlement that it is responsible, which this county has not answered. */
export function claimedByOther(county: string, person: Person, active: readonly ActiveListing[]) {
  for (const of of Object.keys(person.cases ?? {})) {
    if (of === county) continue
    const own = standing(of, { person, active, returned: () => [] }).findLast(({ choice }) => choice === 'responsible')
    if (own) return { county: of, settlement: own }
  }
  return undefined
}
