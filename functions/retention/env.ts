/** Environment of retention. */
import * as z from 'zod'

export const env = z.object({
  WORK_TABLE: z.string(),
  PEOPLE_TABLE: z.string(),
  INBOX_BUCKET: z.string(),
  OUTBOX_BUCKET: z.string(),
})
