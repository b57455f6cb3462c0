/** Addresses of a domain that cannot exist, for letters that are to go nowhere. */
import { officesOf } from '../../rules/offices.ts'
import type { Contact } from '../../schemas/records/contact.ts'
import type { Policy } from '../../schemas/records/policy.ts'

export function madeUpContacts({ city, counties }: Pick<Policy, 'city' | 'counties'>): Contact[] {
  const at = (division: string) =>
    officesOf(division).map((office) => ({ division, office, email: `${office}@${division}.invalid` }))
  return [
    ...at(city.code),
    ...counties.flatMap(({ code, townships }) => [...at(code), ...townships.flatMap((township) => at(township.code))]),
  ]
}
