/** Names that printed forms show for codes. */

import { Fault } from '../../../schemas/fault.ts'
import type { CategoryPolicy, CountyDivisions, Policy } from '../../../schemas/records/policy.ts'
import { officeName } from '../../../wording/offices.ts'

export function countyOf(policy: Policy, code: string): CountyDivisions {
  const county = policy.counties.find((c) => c.code === code)
  if (!county) throw new Fault('policy-incomplete', `no county ${code} in the policy`)
  return county
}

export const townshipName = (county: CountyDivisions, code: string): string =>
  county.townships.find((t) => t.code === code)?.name ?? code

export function categoryOf(policy: Policy, code: string): CategoryPolicy {
  const category = policy.categories.find((c) => c.code === code)
  if (!category) throw new Fault('policy-incomplete', `no category ${code} in the policy`)
  return category
}

/** 填报单位, by its official name. */
export const reportingOfficeName = (policy: Policy, division: string): string =>
  officeName(policy, { division, office: 'social-insurance' })
