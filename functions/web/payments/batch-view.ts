/** What the page of a batch shows: its control totals, whom they are made of, and who dropped out. */
import type { BatchPageProps } from '../../../pages/payments/batch.tsx'
import { type Batch, BatchRow, Dropped } from '../../../schemas/records/batch.ts'
import { thaw } from '../../frozen.ts'
import type { WebDeps } from '../deps.ts'

/** Read from frozen rows only, as the bank's and finance's files are. */
export async function batchView(
  { outbox }: Pick<WebDeps, 'outbox'>,
  batch: Batch,
): Promise<Pick<BatchPageProps, 'batch' | 'rows' | 'dropped'>> {
  const { prepared, frozen, dropped } = batch
  const before = prepared ? await thaw(outbox, prepared, BatchRow) : []
  const reasons = new Map(
    (dropped ? await thaw(outbox, dropped, Dropped) : []).map(({ key, because }) => [key, because]),
  )
  return {
    batch,
    rows: frozen ? await thaw(outbox, frozen, BatchRow) : before.filter(({ key }) => !reasons.has(key)),
    dropped: before.flatMap((row) => {
      const because = reasons.get(row.key)
      return because ? [{ row, because }] : []
    }),
  }
}
