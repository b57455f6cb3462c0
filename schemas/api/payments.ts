/** Answers about batches; object keys stay inside. */
import * as z from 'zod'
import { Batch, FrozenRows } from '../records/batch.ts'

const Sums = FrozenRows.pick({ rows: true, fen: true }).meta({ id: 'BatchSums' })

export const BatchShown = Batch.pick({
  id: true,
  county: true,
  period: true,
  run: true,
  year: true,
  day: true,
  at: true,
  state: true,
  preparedBy: true,
  approvedBy: true,
  returned: true,
  foundAgain: true,
})
  .extend({
    prepared: Sums.optional(),
    frozen: Sums.optional(),
    excluded: z.object({ persons: z.int(), reason: Batch.shape.excluded.unwrap().shape.reason }).optional(),
  })
  .meta({ id: 'Batch' })
export type BatchShown = z.infer<typeof BatchShown>
