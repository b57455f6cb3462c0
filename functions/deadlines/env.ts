/** Environment of deadlines. */
import * as z from 'zod'

export const env = z.object({
  WORK_TABLE: z.string(),
  PEOPLE_TABLE: z.string(),
  OUTBOX_BUCKET: z.string(),
  SNAPSHOT_QUEUE_URL: z.string(),
  PORTAL_URL: z.string(),
  LINK_SECRET_ARN: z.string(),
  ACCOUNT_SECRET_ARN: z.string(),
  MAIL_FROM: z.string(),
  /** Reports bounces; empty where mail goes by SMTP. */
  MAIL_CONFIGURATION_SET: z.string(),
  /** A mail server's URL; without it SES sends. */
  SMTP_SECRET_ARN: z.string().optional(),
  SMTP_URL: z.string().optional(),
})
