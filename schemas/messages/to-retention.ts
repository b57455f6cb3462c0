/** To retention, from its schedule. */
import * as z from 'zod'
import { Instant } from '../codes.ts'
import { later } from '../later.ts'

export const ToRetention = later(() => z.object({ type: z.literal('retention'), time: Instant }))
export type ToRetention = z.infer<typeof ToRetention>
