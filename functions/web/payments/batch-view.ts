/** Contents of a batch's page, from frozen rows only. */
import type { BatchPageProps } from '../../../pages/payments/batch.tsx'
import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { type Batch, BatchRow, Excluded } from '../../../schemas/records/batch.ts'
import type { PersonKey } from '../../../schemas/records/person.ts'
import { thaw } from '../../frozen.ts'
import type { WebDeps } from '../deps.ts'

export async function batchView(
  { outbox }: Pick<WebDeps, 'outbox'>,
  batch: Batch,
  /** Who is shown with the whole name and number. */
  person?: PersonKey,
): Promise<Pick<BatchPageProps, 'batch' | 'rows' | 'excluded' | 'person'>> {
  const { prepared, frozen, excluded } = batch
  const before = prepared ? await thaw(outbox, prepared, BatchRow) : []
  const reasons = new Map(
    (excluded ? await thaw(outbox, excluded, Excluded) : []).map(({ key, reason }) => [key, reason]),
  )
  const veiled = (row: BatchRow) =>
    row.key === person ? row : { ...row, name: maskedName(row.name), id: maskedId(row.id) }
  return {
    batch,
    person,
    rows: (frozen ? await thaw(outbox, frozen, BatchRow) : before.filter(({ key }) => !reasons.has(key))).map(veiled),
    excluded: before.flatMap((row) => {
      const reason = reasons.get(row.key)
      return reason ? [{ row: veiled(row), reason }] : []
    }),
  }
}
