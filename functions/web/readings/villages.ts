/** Whom a township visits, village by village, as the last notice named them. */
import type { Policy } from '../../../schemas/records/policy.ts'
import { countyOf } from '../../../schemas/records/upload.ts'
import { firstNamed, type OpenCase } from '../../shared/cases/open-cases.ts'
import type { WebDeps } from '../deps.ts'

/** More cases stand on the page when these are done. */
const MOST_VISITS = 100

interface Villages {
  /** In the order of their names; a case without one stands under none. */
  readonly villages: readonly { readonly village: string; readonly cases: readonly OpenCase[] }[]
  /** That the notice names beside them. */
  readonly more: number
}

export async function villagesToVisit(
  deps: WebDeps,
  policy: Policy,
  township: string,
  most = MOST_VISITS,
): Promise<Villages> {
  const day = deps.dayOf(deps.now())
  const { cases, more } = await firstNamed(deps, { county: countyOf(township), policy, day, township }, most)
  const villages = [...Map.groupBy(cases, ({ village = '' }) => village)]
    .map(([village, own]) => ({ village, cases: own }))
    .sort((a, b) => (a.village < b.village ? -1 : 1))
  return { villages, more }
}
