/** How far the month is whose lists are sent now: the picture on the home page of whoever works it off. */
import { moneyOf } from '../../../rules/payments/results.ts'
import type { StatisticsShown } from '../../../schemas/api/statistics.ts'
import type { MonthReturn } from '../../../schemas/records/month-return.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits } from '../http/allow.ts'
import type { Acting } from '../http/caller.ts'
import { monthReturns } from '../readings/month-returns.ts'
import { monthStages } from '../readings/month-stages.ts'
import { monthsBefore } from '../readings/months-shown.ts'
import { timeliness } from '../readings/timeliness.ts'

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
  const [{ standings }, [returns = []]] = await Promise.all([
    timeliness(deps, policy, Number(period.slice(0, 4)), permits, period),
    monthReturns(deps, counties, [period]),
  ])
  const stages = counties.map(async (county) => {
    const own = returns.find((one) => one.division === county)
    return monthStages({ county, period, standings, own, ...(await monthMoney(deps, county, period, own)) })
  })
  return { period, stages: await Promise.all(stages) }
}

/** Batches of a county that are read first: a month has few, and they are its latest. */
const LATEST = 6

/** Of a month that was never closed there are none. */
async function monthMoney({ batches, funding }: WebDeps, county: string, period: string, own: MonthReturn | undefined) {
  if (!own?.drawn && !own?.undrawnAt) return { batches: [], requests: [] }
  const latest = await batches.latest(county, LATEST)
  const isAll = latest.length < LATEST || (latest.at(-1)?.period ?? '') < period
  const ofMonth = (isAll ? latest : await batches.since(county, Number(period.slice(0, 4)))).filter(
    (batch) => batch.period === period,
  )
  const hasMoney = ofMonth.some((batch) => moneyOf(batch) !== undefined)
  return { batches: ofMonth, requests: hasMoney ? await funding.since(county, `${period}-01`) : [] }
}
