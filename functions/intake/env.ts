/** What the stack tells intake. */
import * as z from 'zod'

export const env = z.object({
  WORK_TABLE: z.string(),
  INBOX_BUCKET: z.string(),
  OUTBOX_BUCKET: z.string(),
  MATCH_QUEUE_URL: z.string(),
  SNAPSHOT_QUEUE_URL: z.string(),
  BATCH_QUEUE_URL: z.string(),
  DEADLINES_QUEUE_URL: z.string(),
  /** `off` where nobody reads what the hub would write: it sends no letters. */
  LETTERS: z.literal('off').optional(),
  KEY_SECRET_ARN: z.string(),
  SHARDS: z.coerce.number().int().min(1).max(256),
})

/**
 * How often a file is tried. Its message is delivered once more to say that this was all: whoever ran out of time or
 * memory five times could not say that it was the fifth.
 */
export const TRIES = 5

/**
 * How the function's Node is started. It makes much garbage and keeps little, for which V8 would let its young
 * generation grow to 100 MB; held small, a register of a million rows takes that much less and no more time.
 */
export const NODE_OPTIONS = '--max-semi-space-size=2'
