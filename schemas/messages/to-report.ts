/** To report: closed months, and the city's sums to be made anew. */
import * as z from 'zod'
import { Day, Period } from '../codes.ts'
import { SnapshotReady } from './snapshot-ready.ts'

export const Consolidate = z.object({ type: z.literal('consolidate'), period: Period, day: Day })
export type Consolidate = z.infer<typeof Consolidate>

export const ToReport = z.discriminatedUnion('type', [SnapshotReady, Consolidate])
export type ToReport = z.infer<typeof ToReport>
