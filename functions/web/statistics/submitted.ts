/** Months of counties as they were submitted. */
import { type MonthReturn, standingVersion } from '../../../schemas/records/month-return.ts'
import type { Counts } from '../../../schemas/records/output.ts'
import { type Figures, totalOf } from '../../shared/returns/return-figures.ts'
import type { WebDeps } from '../deps.ts'

export interface Submitted {
  readonly division: string
  readonly version: number
  readonly figures: Figures
  readonly total: Counts
}

export async function lastSubmitted(
  { returns }: Pick<WebDeps, 'returns'>,
  counties: readonly string[],
  periods: readonly string[],
): Promise<MonthReturns | undefined> {
  for (const period of periods) {
    const found = await returns.ofAll(counties, period)
    if (found.some(standingVersion)) return { period, returns: found }
  }
  return undefined
}

interface MonthReturns {
  readonly period: string
  readonly returns: MonthReturn[]
}

/** @param last the latest of the months, where it was read already */
export async function returnsOf(
  { returns }: Pick<WebDeps, 'returns'>,
  counties: readonly string[],
  months: readonly string[],
  last: MonthReturns | undefined,
): Promise<MonthReturn[][]> {
  if (!last) return returns.ofMonths(counties, months)
  return [...(await returns.ofMonths(counties, months.slice(0, -1))), last.returns]
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
