/** To batch: steps from web, match and the sweep; closed months from snapshot. */
import * as z from 'zod'
import { County } from '../codes.ts'
import { later } from '../later.ts'
import { SnapshotReady } from './snapshot-ready.ts'

export const BatchStep = later(() =>
  z.object({ type: z.enum(['prepare', 'approve']), county: County, batch: z.string() }),
)
export type BatchStep = z.infer<typeof BatchStep>

/** The year, and the one before. */
export const FindAgain = later(() => z.object({ type: z.literal('find-again'), year: z.int() }))
export type FindAgain = z.infer<typeof FindAgain>

export const ToBatch = later(() => z.union([BatchStep, FindAgain, SnapshotReady]))
export type ToBatch = z.infer<typeof ToBatch>
