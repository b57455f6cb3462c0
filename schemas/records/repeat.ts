/** An act that was asked for under an `Idempotency-Key` (docs/records.md#repeat). */
import * as z from 'zod'
import { Instant } from '../codes.ts'
import { later } from '../later.ts'

export const KEPT_HOURS = 24

export const Repeat = later(() =>
  z.object({
    asked: z.string(),
    at: Instant,
    answer: z.string().optional(),
  }),
)
export type Repeat = z.infer<typeof Repeat>
