import type { MonthReturn } from '../../schemas/records/month-return.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName, periodName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { RETURN_STATES, RETURN_WORDS, returnState } from '../../wording/returns.ts'
import type { Stage, ThingList } from '../parts/things.tsx'

/** A division's months and what was submitted of them, the latest first. */
export function returnThings(
  policy: Policy,
  division: string,
  months: readonly MonthReturn[],
  stageOf: (own: MonthReturn) => Stage,
): ThingList {
  const isCity = division === policy.city.code
  return {
    id: 'returns',
    name: `${divisionName(division, policy)}${PAGE_NAMES.returns}`,
    numbered: HEADINGS.period,
    stated: HEADINGS.state,
    columns: [HEADINGS.sentOn, HEADINGS.sentBy],
    things: months.map((one) => {
      const version = one.versions.find(({ version: number }) => number === one.standing)
      const state = RETURN_STATES[returnState(one)]
      return {
        href: `/returns/${division}/${one.period}`,
        number: periodName(one.period),
        cells: [version ? dayName(version.on) : '未报', version?.by.name ?? '未报'],
        state: isCity && !version ? { ...state, words: RETURN_WORDS.notSubmitted } : state,
        stage: stageOf(one),
      }
    }),
    empty: '还没有月份：各单位报送名单以后列在这里。',
  }
}
