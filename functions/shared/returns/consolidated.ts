/** The city's consolidation: sums of counties' returns as they were submitted. */
import type { StatisticsRow } from '../../../forms/outgoing/statistics.ts'
import { present } from '../../../schemas/present.ts'
import type { ReturnTable } from '../../../schemas/records/month-return.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { Returns } from '../../../stores/months/returns.ts'
import type { Objects } from '../../../stores/objects/objects.ts'
import { type Figures, figuresOf, totalOf } from './return-figures.ts'

interface Deps {
  readonly returns: Pick<Returns, 'ofAll'>
  readonly outbox: Pick<Objects, 'get'>
}

/**
 * @param versions by county; without one 未报
 * @returns of a table: a row a county
 */
export async function consolidatedRows(
  { returns, outbox }: Deps,
  { counties }: Policy,
  period: string,
  versions: Readonly<Record<string, number>>,
): Promise<(table: ReturnTable) => StatisticsRow[]> {
  const submitted = await returns.ofAll(Object.keys(versions), period)
  const figures = new Map<string, Figures>()
  for (const { division, versions: all } of submitted) {
    const version = present(
      all.find((one) => one.version === versions[division]),
      'a version that is summed up',
    )
    figures.set(division, await figuresOf(outbox, present(version.drawn, 'the close of a version').figures))
  }
  return (table) =>
    counties.map(({ code, name }) => {
      const own = figures.get(code)
      return { place: name, counts: own && totalOf(own, table) }
    })
}
