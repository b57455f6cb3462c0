/** The offices of docs/rules.md#offices. */
import type { Office } from '../schemas/codes.ts'

const COUNTY_OFFICES: readonly Office[] = [
  'civil-affairs',
  'disabled-federation',
  'poverty-alleviation',
  'social-insurance',
  'human-resources',
  'finance',
  'bank',
]

export function officesOf(division: string): readonly Office[] {
  if (division.length > 6) return ['township', 'township-government']
  return division.endsWith('00') ? COUNTY_OFFICES.slice(0, 6) : COUNTY_OFFICES
}
