/** To the canary, from its schedule. */
import * as z from 'zod'
import { Instant } from '../codes.ts'
import { later } from '../later.ts'

export const ToCanary = later(() => z.object({ type: z.literal('canary'), time: Instant }))
export type ToCanary = z.infer<typeof ToCanary>
