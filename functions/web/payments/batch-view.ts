/** Contents of a batch's page, from frozen rows only. */
import type { BatchPageProps } from '../../../pages/payments/batch.tsx'
import { type Batch, BatchRow, Excluded } from '../../../schemas/records/batch.ts'
import { thaw } from '../../frozen.ts'
import type { WebDeps } from '../deps.ts'

export async function batchView(
  { outbox }: Pick<WebDeps, 'outbox'>,
  batch: Batch,
): Promise<Pick<BatchPageProps, 'batch' | 'rows' | 'excluded'>> {
  const { prepared, frozen, excluded } = batch
  const before = prepared ? await thaw(outbox, prepared, BatchRow) : []
  const reasons = new Map(
    (excluded ? await thaw(outbox, excluded, Excluded) : []).map(({ key, reason }) => [key, reason]),
  )
  return {
    batch,
    rows: frozen ? await thaw(outbox, frozen, BatchRow) : before.filter(({ key }) => !reasons.has(key)),
    excluded: before.flatMap((row) => {
      const reason = reasons.get(row.key)
      return reason ? [{ row, reason }] : []
    }),
  }
}
