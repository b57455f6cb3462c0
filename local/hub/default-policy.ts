/** The policy that a hub begins with: the city of the notice of 2018. */

import { placesOf } from '../../divisions/divisions-of.ts'
import { Policy } from '../../schemas/records/policy.ts'

const CITY = '440200'

/** Amounts are to be confirmed (docs/rules.md#amounts). */
export function defaultPolicy(): Policy {
  const { province, city, counties } = placesOf(CITY)
  return Policy.parse({
    version: 1,
    province: province.name,
    city,
    counties,
    categories: [
      { code: 'tekun', name: '特困人员', form: 'tekun', office: 'civil-affairs' },
      { code: 'dibao', name: '低保对象', form: 'dibao', office: 'civil-affairs' },
      { code: 'registered-poor', name: '建档立卡未标注脱贫', form: 'registered-poor', office: 'poverty-alleviation' },
      { code: 'disabled', name: '重度、精神、智力残疾人', form: 'disabled', office: 'disabled-federation' },
    ],
    tiers: [
      { fromYear: 2000, fen: 12000, toBeConfirmed: true },
      { fromYear: 2020, fen: 18000, toBeConfirmed: true },
    ],
    amounts: [
      { fromYear: 2000, fen: 12000 },
      { fromYear: 2020, fen: 18000 },
    ],
    held: { percent: 20, persons: 10 },
  })
}
