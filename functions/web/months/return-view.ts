/** How a division's return of a month stands. */
import type { ReturnShown } from '../../../schemas/api/returns.ts'
import { type MonthReturn, seenText, versionsOf } from '../../../schemas/records/month-return.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { returnState } from '../../../wording/returns.ts'
import type { WebDeps } from '../deps.ts'
import { found } from '../http/refuse.ts'

export interface ReturnView {
  readonly own: MonthReturn
  /** Of the city's: every county's. */
  readonly counties: readonly MonthReturn[] | undefined
  readonly shown: ReturnShown
}

/** @throws 404 for a place that makes no returns */
export async function returnView(
  { returns }: Pick<WebDeps, 'returns'>,
  { city, counties }: Policy,
  division: string,
  period: string,
): Promise<ReturnView> {
  const codes = counties.map(({ code }) => code)
  if (division !== city.code) {
    found(codes.find((code) => code === division))
    const own = await returns.get(division, period)
    const state = returnState(own)
    const seen = state === 'closed' || state === 'sent-back' ? own.drawn?.run : undefined
    return { own, counties: undefined, shown: { ...own, state, ...(seen && { seen }) } }
  }
  const [own, of] = await Promise.all([returns.get(division, period), returns.ofAll(codes, period)])
  const seen = seenText(versionsOf(of))
  const missing = of.filter(({ standing }) => !standing).map((one) => one.division)
  return { own, counties: of, shown: { ...own, state: returnState(own), ...(seen && { seen }), missing } }
}
