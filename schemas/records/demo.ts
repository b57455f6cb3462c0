/** Progress of the demo city. */
import * as z from 'zod'
import { Instant, Period } from '../codes.ts'
import { later } from '../later.ts'

export const Demo = later(() =>
  z.object({
    months: z.array(z.object({ period: Period, files: z.int().positive() })),
    counties: z.int().positive(),
    startedAt: Instant,
    doneAt: Instant.optional(),
    failedAt: Instant.optional(),
  }),
)
export type Demo = z.infer<typeof Demo>
