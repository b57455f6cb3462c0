/** An act that was asked for under an `Idempotency-Key` (docs/records.md#repeat). */
import * as z from 'zod'
import { Instant } from '../codes.ts'

export const KEPT_HOURS = 24

export const Repeat = z.object({
  asked: z.string(),
  at: Instant,
  answer: z.string().optional(),
})
export type Repeat = z.infer<typeof Repeat>
