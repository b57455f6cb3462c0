/** What the stack tells intake. */
import { z } from 'zod'

export const env = z.object({
  WORK_TABLE: z.string(),
  INBOX_BUCKET: z.string(),
  OUTBOX_BUCKET: z.string(),
  MATCH_QUEUE_URL: z.string(),
  CLOSE_QUEUE_URL: z.string(),
  KEY_SECRET_ARN: z.string(),
  SHARDS: z.coerce.number().int().min(1).max(256),
})
