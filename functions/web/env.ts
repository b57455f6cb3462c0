/** What the stack tells web. */
import { z } from 'zod'
import { Day } from '../../schemas/codes.ts'

export const env = z.object({
  WORK_TABLE: z.string(),
  INBOX_BUCKET: z.string(),
  OUTBOX_BUCKET: z.string(),
  ARRIVALS_QUEUE_URL: z.string(),
  CLOSE_QUEUE_URL: z.string(),
  /** The determination day that `npm run month -- --today` names; absent, it is the day in Asia/Shanghai. */
  TODAY: Day.optional(),
})
