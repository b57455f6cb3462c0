/** Batch numbers without gaps (docs/cases.md#batches). */
import { type Batch, tookNoNumber } from '../../schemas/records/batch.ts'

export function nextNumber(
  batches: readonly Pick<Batch, 'id' | 'state' | 'approvedBy'>[],
  county: string,
  year: number,
): string {
  const prefix = `${county}-${year}-`
  const taken = batches
    .filter((batch) => batch.id.startsWith(prefix) && !tookNoNumber(batch))
    .map(({ id }) => Number(id.slice(prefix.length)))
  return prefix + String(Math.max(0, ...taken) + 1).padStart(3, '0')
}
