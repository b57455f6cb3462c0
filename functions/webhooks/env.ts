/** Environment of webhooks. */
import * as z from 'zod'

export const env = z.object({
  WORK_TABLE: z.string(),
  WEBHOOKS_QUEUE_URL: z.string(),
  WEBHOOK_SECRET_ARN: z.string(),
  /** On a hub of one machine, whose offices are on its own network. */
  WEBHOOKS_ANYWHERE: z.literal('yes').optional(),
})
