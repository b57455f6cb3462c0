/** Environment of batch. */
import * as z from 'zod'

export const env = z.object({
  PEOPLE_TABLE: z.string(),
  WORK_TABLE: z.string(),
  OUTBOX_BUCKET: z.string(),
  KEY_SECRET_ARN: z.string(),
  BATCH_TOPIC_ARN: z.string(),
  DEADLINES_QUEUE_URL: z.string(),
  /** `off` on a hub whose mail nobody would read. */
  LETTERS: z.literal('off').optional(),
})
