/** Approved batches, to bank and finance; supplementary requests, to finance. */
import * as z from 'zod'
import { County, Day, Instant, Period } from '../codes.ts'
import { later } from '../later.ts'
import { FrozenRows } from '../records/batch.ts'

const BatchFrozen = later(() =>
  z.object({
    type: z.literal('batch.frozen'),
    county: County,
    period: Period,
    batch: z.string(),
    day: Day,
    at: Instant,
    frozen: FrozenRows,
  }),
)

const CorrectionsAsked = later(() =>
  z.object({
    type: z.literal('corrections.asked'),
    county: County,
    period: Period,
    request: z.string(),
    day: Day,
    at: Instant,
  }),
)

export const FromBatch = later(() => z.discriminatedUnion('type', [BatchFrozen, CorrectionsAsked]))
export type FromBatch = z.infer<typeof FromBatch>
