/** What the pictures of a city or a county count; a page and a program get the same. */
import { sumCounts } from '../../../rules/determination/statistics.ts'
import { funnelOf } from '../../../rules/statistics/funnel.ts'
import { monthsUpTo } from '../../../rules/statistics/months.ts'
import type { StatisticsShown } from '../../../schemas/api/statistics.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits } from '../http/allow.ts'
import { found } from '../http/refuse.ts'
import { monthReturns } from '../readings/month-returns.ts'
import { monthStages } from '../readings/month-stages.ts'
import { returnedRows } from '../readings/returned-rows.ts'
import { timeliness } from '../readings/timeliness.ts'
import { countyMoney, monthsMoney } from './money.ts'
import { agesOf, besideOf, countyPlaces, covered, daysOf, townshipPlaces } from './places.ts'
import { punctualOffices } from './punctual.ts'
import { lastSubmitted, submittedOf } from './submitted.ts'

/** Months of a picture. */
const MONTHS = 12
/** Months to choose from. */
const CHOICES = 13

export interface Asked {
  /** The city's, or a county's. */
  readonly division: string
  /** The latest that somebody has submitted where absent. */
  readonly period?: string | undefined
}

/** @throws 404 for a place that has no statistics */
export async function statistics(
  deps: WebDeps,
  policy: Policy,
  { division, period: wished }: Asked,
  permits: Permits,
): Promise<StatisticsShown> {
  const isCity = division === policy.city.code
  const counties = policy.counties.filter(({ code }) => isCity || code === division)
  found(counties[0])
  const codes = counties.map(({ code }) => code)
  const known = await deps.periods.list(CHOICES)
  const period = wished ?? (await lastSubmitted(deps, codes, known)) ?? deps.dayOf(deps.now()).slice(0, 7)
  // What was sent first is known while all months are.
  const first = known.length < CHOICES ? known.at(-1) : undefined
  const months = monthsUpTo(period, MONTHS, first)
  const places = isCity ? [division, ...codes] : codes
  const isOwn: Permits = (action, resource, owner, persons) =>
    places.includes(owner.division) && permits(action, resource, owner, persons)
  const [returns, money, owed, uploads, contacts] = await Promise.all([
    monthReturns(deps, codes, months),
    countyMoney(deps, codes, months),
    timeliness(deps, policy, Number(period.slice(0, 4)), isOwn),
    Promise.all(places.map((place) => deps.uploads.ofPeriod(place, period))),
    deps.contacts.all(),
  ])
  const submitted = await Promise.all(returns.map((all) => submittedOf(deps, all)))
  const last = submitted.at(-1) ?? []
  const beside = besideOf(last)
  return {
    ...{ division, period, periods: known.includes(period) ? known : [period, ...known], of: counties.length },
    missing: codes.filter((code) => !last.some((one) => one.division === code)),
    coverage: months.map((month, i) => {
      const own = submitted[i] ?? []
      return { period: month, submitted: own.length, ...covered(sumCounts(own.map(({ total }) => total))) }
    }),
    places: isCity ? countyPlaces(counties, last) : townshipPlaces(counties, last),
    townships: isCity ? townshipPlaces(counties, last) : [],
    funnel: last.length === 0 ? [] : funnelOf(sumCounts(last.map(({ total }) => total)), beside?.posted),
    ...(beside && { days: daysOf(isCity, counties, last), claimAges: agesOf(beside) }),
    ...monthsMoney(money, months, permits),
    stages: codes.map((county) =>
      monthStages({
        ...{ county, period, standings: owed.standings, ...money },
        own: returns.at(-1)?.find((one) => one.division === county),
      }),
    ),
    returned: returnedRows(uploads.flat()),
    punctual: punctualOffices(owed.standings, contacts),
  }
}
