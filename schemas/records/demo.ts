/** Progress of the demo city. */
import * as z from 'zod'
import { Instant, Period } from '../codes.ts'

export const Demo = z.object({
  months: z.array(z.object({ period: Period, files: z.int().positive() })),
  counties: z.int().positive(),
  startedAt: Instant,
  doneAt: Instant.optional(),
  failedAt: Instant.optional(),
})
export type Demo = z.infer<typeof Demo>
