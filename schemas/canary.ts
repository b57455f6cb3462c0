/** The hub sends itself a list of one made-up person (docs/adr/0039-canary.md). */
import type { CountyDivisions, NamedDivision, Policy } from './records/policy.ts'

const township: NamedDivision = { code: '999999001', name: '试验镇' }
/** No division of the country has this code: no city closes its months, and nobody's number begins with it. */
const county: CountyDivisions = { code: '999999', name: '试验县', townships: [township] }

/** `id17`: 17 digits, which the check character follows; `otherwise`: what stands in any other cell. */
export const CANARY = {
  ...{ county, township, name: '试验员', id17: '99999919500101001', otherwise: '试验' },
  villages: ['甲村', '乙村'] as const,
}

export const isCanary = (division: string): boolean => division.startsWith(county.code)

/** Rows are checked against places, of which this is one for its own list alone. */
export function policyFor(division: string, policy: Policy): Policy {
  return isCanary(division) ? { ...policy, counties: [...policy.counties, county] } : policy
}
