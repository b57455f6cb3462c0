/** What the pictures of a city or a county count; a page and a program get the same. */
import { insurable, insured, shareOf, sumCounts } from '../../../rules/determination/statistics.ts'
import { funnelOf } from '../../../rules/statistics/funnel.ts'
import { monthsUpTo } from '../../../rules/statistics/months.ts'
import type { StatisticsShown } from '../../../schemas/api/statistics.ts'
import { type MonthReturn, standingVersion } from '../../../schemas/records/month-return.ts'
import type { Counts } from '../../../schemas/records/output.ts'
import type { CountyDivisions, Policy } from '../../../schemas/records/policy.ts'
import { type Figures, totalOf, townshipRows } from '../../shared/returns/return-figures.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits } from '../http/allow.ts'
import { found } from '../http/refuse.ts'
import { moneyMonths } from './money.ts'
import { punctualOffices } from './punctual.ts'

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

/** A county's month as it was submitted. */
interface Submitted {
  readonly division: string
  readonly version: number
  readonly figures: Figures
  readonly total: Counts
}

/** @throws 404 for a place that has no statistics */
export async function statistics(
  deps: WebDeps,
  policy: Policy,
  { division, period: wished }: Asked,
  permits: Permits,
): Promise<StatisticsShown> {
  const counties = policy.counties.filter(({ code }) => division === policy.city.code || code === division)
  found(counties[0])
  const known = await deps.periods.list(CHOICES)
  const codes = counties.map(({ code }) => code)
  const period = wished ?? (await lastSubmitted(deps, codes, known)) ?? deps.dayOf(deps.now()).slice(0, 7)
  const months = monthsUpTo(period, MONTHS)
  const [submitted, money, punctual] = await Promise.all([
    Promise.all(months.map((month) => submittedOf(deps, codes, month))),
    moneyMonths(deps, codes, months, permits),
    punctualOffices(deps, policy, { counties: codes, period }, permits),
  ])
  const last = submitted.at(-1) ?? []
  return {
    ...{ division, period, periods: known.includes(period) ? known : [period, ...known], of: counties.length },
    missing: codes.filter((code) => !last.some((one) => one.division === code)),
    coverage: months.map((month, i) => {
      const own = submitted[i] ?? []
      return { period: month, submitted: own.length, ...covered(sumCounts(own.map(({ total }) => total))) }
    }),
    places: placesOf(policy, division, counties, last),
    funnel: last.length === 0 ? [] : funnelOf(sumCounts(last.map(({ total }) => total)), postedOf(last)),
    ...{ ...money, punctual },
  }
}

async function lastSubmitted(
  { returns }: Pick<WebDeps, 'returns'>,
  counties: readonly string[],
  periods: readonly string[],
): Promise<string | undefined> {
  for (const period of periods) {
    if ((await returns.ofAll(counties, period)).some(standingVersion)) return period
  }
  return undefined
}

async function submittedOf(deps: WebDeps, counties: readonly string[], period: string): Promise<Submitted[]> {
  const all = await deps.returns.ofAll(counties, period)
  return (await Promise.all(all.map((one) => submission(deps, one)))).flat()
}

async function submission({ figuresOf }: Pick<WebDeps, 'figuresOf'>, own: MonthReturn): Promise<Submitted[]> {
  const standing = standingVersion(own)
  if (!standing?.drawn) return []
  const figures = await figuresOf(standing.drawn.figures)
  return [{ division: own.division, version: standing.version, figures, total: totalOf(figures, 'total') }]
}

function covered(counts: Counts) {
  const [of, part] = [insurable(counts.persons), insured(counts.persons)]
  return { insurable: of, insured: part, sponsored: counts.persons.sponsored, rate: shareOf(part, of) }
}

function placesOf(
  policy: Policy,
  division: string,
  counties: readonly CountyDivisions[],
  submitted: readonly Submitted[],
): StatisticsShown['places'] {
  const none = { insurable: 0, insured: 0, sponsored: 0 }
  if (division === policy.city.code)
    return counties.map(({ code, name }) => {
      const own = submitted.find((one) => one.division === code)
      return { place: code, name, version: own?.version, ...(own ? covered(own.total) : none) }
    })
  const [county, own] = [counties[0], submitted[0]]
  if (!county || !own) return []
  return townshipRows(own.figures, 'total', county).map(({ code, place, counts }) => ({
    ...{ place: code, name: place, version: own.version },
    ...covered(counts),
  }))
}

/** Undefined where the close of a county did not count it. */
function postedOf(submitted: readonly Submitted[]): number | undefined {
  const rows = submitted.flatMap(({ figures }) => figures.filter(({ table }) => table === 'total'))
  if (rows.some(({ beside }) => beside === undefined)) return undefined
  return rows.reduce((sum, { beside }) => sum + (beside?.posted ?? 0), 0)
}
