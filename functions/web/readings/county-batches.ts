/** A county's batches of the years that a month touches, and the closed month that waits for one. */
import { type Batch, isUnderWay } from '../../../schemas/records/batch.ts'
import type { DeterminationRun } from '../../../schemas/records/determination-run.ts'
import type { WebDeps } from '../deps.ts'
import { flat } from './divisions-seen.ts'

export async function countyBatches(
  { batches }: Pick<WebDeps, 'batches'>,
  counties: readonly string[],
  years: readonly number[],
): Promise<Batch[]> {
  const found = await flat(counties.map((county) => batches.since(county, Math.min(...years))))
  return found.filter(({ year }) => years.includes(year))
}

export function yearsOf(period: string, today: string): number[] {
  const [of, now] = [Number(period.slice(0, 4)), Number(today.slice(0, 4))]
  return [...new Set([of, of + 1, now - 1, now])]
}

/** Of whatever month: a batch takes what is ready since. */
export async function lastClose(
  { caseBooks, runs }: Pick<WebDeps, 'caseBooks' | 'runs'>,
  county: string,
): Promise<DeterminationRun[]> {
  const book = await caseBooks.get(county)
  const run = book && (await runs.get(county, book.run))
  return run?.state === 'done' ? [run] : []
}

/** A batch pays this year's contribution; a county has one under way at most. */
export function payableOf(
  closed: readonly DeterminationRun[],
  batches: readonly Batch[],
  today: string,
): DeterminationRun | undefined {
  return closed.find(
    ({ county, day }) =>
      day.slice(0, 4) === today.slice(0, 4) && !batches.some((batch) => batch.county === county && isUnderWay(batch)),
  )
}
