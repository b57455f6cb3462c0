/** Addresses of a domain that cannot exist, for letters that are to go nowhere. */
import type { Office } from '../../schemas/codes.ts'
import type { Contact } from '../../schemas/records/contact.ts'
import type { Policy } from '../../schemas/records/policy.ts'

const CITY: Office[] = [
  'civil-affairs',
  'disabled-federation',
  'poverty-alleviation',
  'social-insurance',
  'human-resources',
  'finance',
]

export function madeUpContacts({ city, counties }: Pick<Policy, 'city' | 'counties'>): Contact[] {
  const at = (division: string, offices: readonly Office[]) =>
    offices.map((office) => ({ division, office, email: `${office}@${division}.invalid` }))
  return [
    ...at(city.code, CITY),
    ...counties.flatMap(({ code, townships }) => [
      ...at(code, [...CITY, 'bank']),
      ...townships.flatMap((township) => at(township.code, ['township', 'township-government'])),
    ]),
  ]
}
