/** Returns of months: one of which no return has changed since is not read again. */
import type { MonthReturn } from '../../../schemas/records/month-return.ts'
import type { WebDeps } from '../deps.ts'

export async function monthReturns(
  { returns, monthReturns: known }: Pick<WebDeps, 'returns' | 'monthReturns'>,
  divisions: readonly string[],
  periods: readonly string[],
): Promise<readonly (readonly MonthReturn[])[]> {
  const versionOf = await returns.versions()
  const whose = divisions.join(' ')
  return Promise.all(
    periods.map((period) => known(`${period} ${whose}`, versionOf(period), () => returns.ofAll(divisions, period))),
  )
}
