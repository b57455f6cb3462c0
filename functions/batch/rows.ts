/** The frozen objects of a batch. */
import type { Batch, BatchRow, Dropped, DroppedBecause, FrozenRows } from '../../schemas/records/batch.ts'
import { freeze } from '../frozen.ts'
import type { BatchDeps } from './deps.ts'

export async function freezeRows(
  { outbox }: BatchDeps,
  { county, id }: Batch,
  what: 'prepared' | 'frozen',
  rows: readonly BatchRow[],
): Promise<FrozenRows> {
  const frozen = await freeze(outbox, `batches/${county}/${id}/${what}`, rows)
  return { ...frozen, fen: rows.reduce((sum, row) => sum + row.fen, 0) }
}

export async function freezeDropped(
  { outbox }: BatchDeps,
  { county, id }: Batch,
  dropped: readonly Dropped[],
): Promise<NonNullable<Batch['dropped']>> {
  const { key, sha256, rows } = await freeze(outbox, `batches/${county}/${id}/dropped`, dropped)
  const because: Partial<Record<DroppedBecause, number>> = {}
  for (const one of dropped) because[one.because] = (because[one.because] ?? 0) + 1
  return { key, sha256, persons: rows, because }
}
