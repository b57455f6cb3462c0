/** How far the month is whose lists are sent now: the picture on the home page of whoever works it off. */
import type { StatisticsShown } from '../../../schemas/api/statistics.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits } from '../http/allow.ts'
import type { Acting } from '../http/caller.ts'
import { monthReturns } from '../readings/month-returns.ts'
import { monthStages } from '../readings/month-stages.ts'
import { monthsBefore } from '../readings/months-shown.ts'
import { timeliness } from '../readings/timeliness.ts'
import { countyMoney } from './money.ts'

/** @returns undefined for whoever is no agency */
export async function monthWay(
  deps: WebDeps,
  policy: Policy,
  { division, office }: Acting,
  permits: Permits,
): Promise<Pick<StatisticsShown, 'period' | 'stages'> | undefined> {
  const [period] = monthsBefore(deps.dayOf(deps.now()), 1)
  if (office !== 'social-insurance' || !period || !permits('see', 'counts', { division })) return undefined
  const isCity = division === policy.city.code
  const counties = policy.counties.map(({ code }) => code).filter((code) => isCity || code === division)
  const [owed, returns, money] = await Promise.all([
    timeliness(deps, policy, Number(period.slice(0, 4)), permits, period),
    monthReturns(deps, counties, [period]),
    countyMoney(deps, counties, [period]),
  ])
  const stages = counties.map((county) => {
    const own = returns[0]?.find((one) => one.division === county)
    return monthStages({ county, period, standings: owed.standings, own, ...money })
  })
  return { period, stages }
}
