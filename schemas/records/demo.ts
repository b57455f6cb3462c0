/** The demo city that `npm start` plays in a new data folder: what is planned, so that a page can tell how far it is. */
import * as z from 'zod'
import { Instant, Period } from '../codes.ts'

export const Demo = z.object({
  /** In their order; `files` is how many are sent for it. */
  months: z.array(z.object({ period: Period, files: z.int().positive() })),
  counties: z.int().positive(),
  startedAt: Instant,
  /** Set once every upload is done, every county's months are closed and no message is left. */
  doneAt: Instant.optional(),
  /** Set where a fault ended it; the next start goes on. */
  failedAt: Instant.optional(),
})
export type Demo = z.infer<typeof Demo>
