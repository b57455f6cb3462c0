/** Environment of snapshot. */
import * as z from 'zod'

export const env = z.object({
  PEOPLE_TABLE: z.string(),
  WORK_TABLE: z.string(),
  OUTBOX_BUCKET: z.string(),
  MATCH_QUEUE_URL: z.string(),
  SNAPSHOT_TOPIC_ARN: z.string(),
  KEY_SECRET_ARN: z.string(),
  SHARDS: z.coerce.number().int().min(1).max(256),
})
