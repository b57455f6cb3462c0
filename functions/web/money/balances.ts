/** Money of a year by county, in counts and sums alone. */
import * as z from 'zod'
import type { Policy } from '../../../schemas/records/policy.ts'
import { countyMoney, moneyByYear } from '../../shared/money/tie-out.ts'
import type { WebDeps } from '../deps.ts'
import { permitted } from '../http/allow.ts'
import type { Caller } from '../http/caller.ts'

export const balancesQuery = { year: z.coerce.number().int().min(2000).max(2100).optional() }

interface OfYear {
  /** A county, or the city with all of its counties. */
  readonly division: string
  /** The latest with money where absent. */
  readonly year?: number | undefined
}

/** Of counties that the caller sees. */
export async function balances(deps: WebDeps, policy: Policy, { division, year: asked }: OfYear, caller: Caller) {
  const permits = permitted(caller)
  const within = policy.counties.filter(({ code }) => division === policy.city.code || code === division)
  const seen = within.filter(({ code }) => permits('see', 'counts', { division: code }))
  const all = await Promise.all(seen.map(async ({ code }) => moneyByYear(await countyMoney(deps, code))))
  const years = [...new Set(all.flat().map((one) => one.year))].sort()
  const year = asked ?? years.at(-1) ?? Number(deps.dayOf(deps.now()).slice(0, 4))
  return { division, year, years, rows: all.flat().filter((one) => one.year === year) }
}
