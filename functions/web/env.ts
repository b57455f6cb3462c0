/** Environment of web. */
import * as z from 'zod'

export const env = z.object({
  PEOPLE_TABLE: z.string(),
  WORK_TABLE: z.string(),
  INBOX_BUCKET: z.string(),
  OUTBOX_BUCKET: z.string(),
  INTAKE_QUEUE_URL: z.string(),
  SNAPSHOT_QUEUE_URL: z.string(),
  BATCH_QUEUE_URL: z.string(),
  DEADLINES_QUEUE_URL: z.string(),
  /** `off` on a hub whose mail nobody would read. */
  LETTERS: z.literal('off').optional(),
  LINK_SECRET_ARN: z.string(),
})
