/** What the stack tells deadlines. */
import * as z from 'zod'

export const env = z.object({
  WORK_TABLE: z.string(),
  SNAPSHOT_QUEUE_URL: z.string(),
  /** Where links in letters lead. */
  PORTAL_URL: z.string(),
  /** The secret that signs some of them. */
  LINK_SECRET_ARN: z.string(),
  MAIL_FROM: z.string(),
  /** What reports bounces; empty where mail goes by SMTP. */
  MAIL_CONFIGURATION_SET: z.string(),
  /** The secret that is the mail server's URL, `smtps://user:password@host:465`; without it mail goes by SES. */
  SMTP_SECRET_ARN: z.string().optional(),
  /** The URL itself, where there is no service that keeps secrets. */
  SMTP_URL: z.string().optional(),
})
