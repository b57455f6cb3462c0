/** Closed months, to township and report. */
import * as z from 'zod'
import { County, Day, Instant, Period } from '../codes.ts'
import { later } from '../later.ts'

export const SnapshotReady = later(() =>
  z.object({
    type: z.literal('snapshot.ready'),
    county: County,
    period: Period,
    run: z.string(),
    day: Day,
    at: Instant,
    snapshot: z.object({ key: z.string(), sha256: z.string(), rows: z.int() }),
  }),
)
export type SnapshotReady = z.infer<typeof SnapshotReady>
