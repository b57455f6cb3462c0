/** To the sweep, from its schedule. */
import * as z from 'zod'
import { Instant } from '../codes.ts'
import { later } from '../later.ts'

/** `all` is safe only while nothing runs. */
export const ToSweep = later(() => z.object({ type: z.literal('sweep'), time: Instant, all: z.boolean().optional() }))
export type ToSweep = z.infer<typeof ToSweep>
