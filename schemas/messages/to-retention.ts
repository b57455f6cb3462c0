/** To retention, from its schedule. */
import * as z from 'zod'
import { Instant } from '../codes.ts'

export const ToRetention = z.object({ type: z.literal('retention'), time: Instant })
export type ToRetention = z.infer<typeof ToRetention>
