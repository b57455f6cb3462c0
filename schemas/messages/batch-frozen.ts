/** Approved batches, to bank and finance. */
import * as z from 'zod'
import { County, Day, Instant, Period } from '../codes.ts'
import { FrozenRows } from '../records/batch.ts'

export const BatchFrozen = z.object({
  type: z.literal('batch.frozen'),
  county: County,
  period: Period,
  batch: z.string(),
  day: Day,
  at: Instant,
  frozen: FrozenRows,
})
export type BatchFrozen = z.infer<typeof BatchFrozen>
