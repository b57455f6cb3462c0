/** To report: closed months, and returns that were submitted or sent back. */
import * as z from 'zod'
import { Division, Period } from '../codes.ts'
import { later } from '../later.ts'
import { SnapshotReady } from './snapshot-ready.ts'

export const ReturnChanged = later(() =>
  z.object({ type: z.literal('return.changed'), division: Division, period: Period }),
)
export type ReturnChanged = z.infer<typeof ReturnChanged>

export const ToReport = later(() => z.discriminatedUnion('type', [SnapshotReady, ReturnChanged]))
export type ToReport = z.infer<typeof ToReport>
