/** Environment of match. */
import * as z from 'zod'

export const env = z.object({
  PEOPLE_TABLE: z.string(),
  WORK_TABLE: z.string(),
  OUTBOX_BUCKET: z.string(),
  KEY_SECRET_ARN: z.string(),
  SNAPSHOT_QUEUE_URL: z.string(),
  BATCH_QUEUE_URL: z.string(),
})
