/** Months of counties as they were submitted. */
import { type MonthReturn, standingVersion } from '../../../schemas/records/month-return.ts'
import type { Counts } from '../../../schemas/records/output.ts'
import { type Figures, totalOf } from '../../shared/returns/return-figures.ts'
import type { WebDeps } from '../deps.ts'
import { monthReturns } from '../readings/month-returns.ts'

export interface Submitted {
  readonly division: string
  readonly version: number
  readonly figures: Figures
  readonly total: Counts
}

export async function lastSubmitted(
  deps: Pick<WebDeps, 'returns' | 'monthReturns'>,
  counties: readonly string[],
  periods: readonly string[],
): Promise<string | undefined> {
  for (const period of periods) {
    const [found = []] = await monthReturns(deps, counties, [period])
    if (found.some(standingVersion)) return period
  }
  return undefined
}

/** Counties that have not submitted are not among them. */
export async function submittedOf(
  { figuresOf }: Pick<WebDeps, 'figuresOf'>,
  returns: readonly MonthReturn[],
): Promise<Submitted[]> {
  const found = returns.map(async (own): Promise<Submitted[]> => {
    const standing = standingVersion(own)
    if (!standing?.drawn) return []
    const figures = await figuresOf(standing.drawn.figures)
    return [{ division: own.division, version: standing.version, figures, total: totalOf(figures, 'total') }]
  })
  return (await Promise.all(found)).flat()
}
