/** The results of a batch: an immutable table, and its name on the batch's record (ADR 30). */
import { countResults } from '../../../rules/payments/results.ts'
import { AnsweredRow, type Batch } from '../../../schemas/records/batch.ts'
import type { Objects } from '../../../stores/objects/objects.ts'
import type { Batches } from '../../../stores/payments/batches.ts'
import { freeze, type Remembering, thaw } from '../work/frozen.ts'

export async function resultsOf(
  { outbox }: { readonly outbox: Remembering },
  { results }: Pick<Batch, 'results'>,
): Promise<readonly AnsweredRow[]> {
  return results ? thaw(outbox, results, AnsweredRow) : []
}

/**
 * The whole table as it is now.
 * @param rows the batch's frozen ones
 * @param answered in the order of the rows
 * @returns false where another table has come since the batch was read; the same table is no other
 */
export async function keepResults(
  { outbox, batches }: { readonly outbox: Objects; readonly batches: Batches },
  batch: Batch,
  rows: Parameters<typeof countResults>[0],
  answered: Iterable<AnsweredRow>,
): Promise<boolean> {
  const table = await freeze(outbox, `batches/${batch.county}/${batch.id}/results`, answered)
  if (table.sha256 === batch.results?.sha256) return true
  const version = (batch.results?.version ?? 0) + 1
  return batches.keepResults(batch, { ...table, version, ...countResults(rows, answered) })
}
