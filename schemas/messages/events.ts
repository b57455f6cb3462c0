/** Events on the topics: something is finished and stored. */
import * as z from 'zod'
import { County, Day, Instant, Period } from '../codes.ts'
import { FrozenRows } from '../records/batch.ts'

export const SnapshotReady = z.object({
  type: z.literal('snapshot.ready'),
  county: County,
  period: Period,
  run: z.string(),
  day: Day,
  at: Instant,
  snapshot: z.object({ key: z.string(), sha256: z.string(), rows: z.int() }),
})
export type SnapshotReady = z.infer<typeof SnapshotReady>

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

export const Consolidate = z.object({ type: z.literal('consolidate'), period: Period, day: Day })
export type Consolidate = z.infer<typeof Consolidate>

export const ToReport = z.discriminatedUnion('type', [SnapshotReady, Consolidate])
export type ToReport = z.infer<typeof ToReport>
