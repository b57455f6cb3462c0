/** What became of the rows of a county's approved batches, from their tables: no person is read. */
import { claimedBy, isSettled } from '../../../rules/payments/results.ts'
import { type Batch, BatchRow, type Claimed } from '../../../schemas/records/batch.ts'
import type { Objects } from '../../../stores/objects/objects.ts'
import type { Batches } from '../../../stores/payments/batches.ts'
import { thaw } from '../work/frozen.ts'
import { resultsOf } from './batch-results.ts'

/** `open`: on its way at the bank, or a contribution that is done, so that nothing but the bank can end it. */
export type OwnRow = 'open' | 'answered'

/** By `ownRowName`; an earlier year's batch counts as long as the bank has not answered it. */
export async function ownRows(
  { batches, outbox }: { readonly batches: Pick<Batches, 'list'>; readonly outbox: Pick<Objects, 'get'> },
  { county, year, id }: Pick<Batch, 'county' | 'year' | 'id'>,
): Promise<ReadonlyMap<string, OwnRow>> {
  const found = new Map<string, OwnRow>()
  for (const batch of await batches.list(county)) {
    if (!batch.frozen || batch.id === id || (batch.year !== year && isSettled(batch))) continue
    const results = new Map((await resultsOf({ outbox }, batch)).map(({ row, result }) => [row, result]))
    for (const [at, row] of (await thaw(outbox, batch.frozen, BatchRow)).entries()) {
      const result = results.get(at + 1)
      const isDone = result === '00' && row.business !== 'claim'
      const name = ownRowName(row.key, claimedBy(row))
      if (result === undefined || result === '90' || isDone) found.set(name, 'open')
      else if (!found.has(name)) found.set(name, 'answered')
    }
  }
  return found
}

export const ownRowName = (key: string, claimed: Claimed): string => `${key} ${claimed}`
