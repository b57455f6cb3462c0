/** Contents of a batch's page, from frozen rows only. */
import type { BatchPageProps } from '../../../pages/payments/batch.tsx'
import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { type Batch, BatchRow, Excluded } from '../../../schemas/records/batch.ts'
import type { PersonKey } from '../../../schemas/records/person.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { thaw } from '../../shared/work/frozen.ts'
import type { WebDeps } from '../deps.ts'
import { batchReview } from './batch-review.ts'

export async function batchView(
  deps: WebDeps,
  policy: Policy,
  batch: Batch,
  /** Who is shown with the whole name and number. */
  person?: PersonKey,
): Promise<Pick<BatchPageProps, 'batch' | 'rows' | 'excluded' | 'person' | 'review'>> {
  const { outbox } = deps
  const { prepared, frozen, excluded } = batch
  const before = prepared ? await thaw(outbox, prepared, BatchRow) : []
  const reasons = new Map(
    (excluded ? await thaw(outbox, excluded, Excluded) : []).map(({ key, reason }) => [key, reason]),
  )
  const veiled = (row: BatchRow) =>
    row.key === person ? row : { ...row, name: maskedName(row.name), id: maskedId(row.id) }
  const rows = frozen ? await thaw(outbox, frozen, BatchRow) : before.filter(({ key }) => !reasons.has(key))
  const review = rows.length > 0 ? await batchReview(deps, policy, batch, rows) : undefined
  return {
    batch,
    person,
    review: review && {
      ...review,
      resting: review.resting.map(({ row, ...on }) => ({ row: veiled(row), ...on })),
    },
    rows: rows.map(veiled),
    excluded: before.flatMap((row) => {
      const reason = reasons.get(row.key)
      return reason ? [{ row: veiled(row), reason }] : []
    }),
  }
}
