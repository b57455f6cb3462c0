/** What is answered of a batch of payments: its state, its sums, who answers for it. Where its rows are kept stays inside. */
import * as z from 'zod'
import { Batch, FrozenRows } from '../records/batch.ts'

/** Persons, and their sum in fen. */
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
})
  .extend({
    prepared: Sums.optional(),
    /** As bank and finance get it. */
    frozen: Sums.optional(),
    /** Who dropped out between the two, by reason. */
    excluded: z.object({ persons: z.int(), reason: Batch.shape.excluded.unwrap().shape.reason }).optional(),
  })
  .meta({ id: 'Batch' })
export type BatchShown = z.infer<typeof BatchShown>
