/** Returns that wait for whoever may submit them. */
import { type MonthReturn, seenText, standingVersion, versionsOf } from '../../../schemas/records/month-return.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { returnState } from '../../../wording/returns.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits } from '../http/allow.ts'
import { monthReturns } from './month-returns.ts'

export interface OpenReturn {
  readonly division: string
  readonly period: string
  readonly is: 'closed' | 'sent-back' | 'to-sum-up' | 'to-sum-up-again'
  /** Why it was sent back. */
  readonly reason?: string | undefined
  /** Of the city: counties that have submitted, of how many. */
  readonly submitted?: { readonly count: number; readonly of: number }
}

type Deps = Pick<WebDeps, 'returns' | 'monthReturns' | 'periods'>

/** Months that are looked through. */
const MONTHS = 6

/** The latest month first. */
export async function openReturns(deps: Deps, { city, counties }: Policy, permits: Permits): Promise<OpenReturn[]> {
  const may = (division: string) => permits('submit', 'statistics', { division })
  const own = counties.filter(({ code }) => may(code))
  const found = await Promise.all(own.map(({ code }) => deps.returns.list(code, MONTHS)))
  const codes = counties.map(({ code }) => code)
  return [...found.flat().flatMap(openCounty), ...(may(city.code) ? await openSums(deps, city.code, codes) : [])]
}

function openCounty(own: MonthReturn): OpenReturn[] {
  const { division, period, versions } = own
  const is = returnState(own)
  if (is !== 'closed' && is !== 'sent-back') return []
  return [{ division, period, is, reason: is === 'sent-back' ? versions.at(-1)?.sentBack?.reason : undefined }]
}

async function openSums(deps: Deps, city: string, counties: readonly string[]): Promise<OpenReturn[]> {
  const periods = await deps.periods.list(MONTHS)
  const all = await monthReturns(deps, [city, ...counties], periods)
  return all.flatMap(([own, ...of]): OpenReturn[] => {
    const versions = versionsOf(of)
    const count = Object.keys(versions).length
    if (!own || count === 0) return []
    const standing = standingVersion(own)
    if (standing && seenText(standing.counties ?? {}) === seenText(versions)) return []
    const is = standing ? 'to-sum-up-again' : 'to-sum-up'
    return [{ division: city, period: own.period, is, submitted: { count, of: counties.length } }]
  })
}
