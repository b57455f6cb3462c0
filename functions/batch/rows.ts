/** The frozen objects of a batch. */
import type { Batch, BatchRow, Excluded, ExclusionReason, FrozenRows } from '../../schemas/records/batch.ts'
import { freeze } from '../shared/work/frozen.ts'
import type { BatchDeps } from './deps.ts'

export async function freezeRows(
  { outbox }: BatchDeps,
  { county, id }: Batch,
  what: 'prepared' | 'frozen',
  rows: readonly BatchRow[],
): Promise<FrozenRows> {
  const frozen = await freeze(outbox, `batches/${county}/${id}/${what}`, rows)
  const claims = rows.filter(({ fen }) => fen === 0).length
  return { ...frozen, fen: rows.reduce((sum, row) => sum + row.fen, 0), claims }
}

export async function freezeExcluded(
  { outbox }: BatchDeps,
  { county, id }: Batch,
  excluded: readonly Excluded[],
): Promise<NonNullable<Batch['excluded']>> {
  const { key, sha256, rows } = await freeze(outbox, `batches/${county}/${id}/excluded`, excluded)
  const reason: Partial<Record<ExclusionReason, number>> = {}
  for (const one of excluded) reason[one.reason] = (reason[one.reason] ?? 0) + 1
  return { key, sha256, persons: rows, reason }
}
