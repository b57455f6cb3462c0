/** What the stack tells web. */
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
  /** `off` where nobody reads what the hub would write: it sends no letters. */
  LETTERS: z.literal('off').optional(),
  /** The secret that signs links in letters. */
  LINK_SECRET_ARN: z.string(),
})
