/** Environment of web. */
import * as z from 'zod'
import { stageEnv } from '../shared/stages/stage-env.ts'

/** With a space between them. */
const Words = z
  .string()
  .default('')
  .transform((text) => text.split(' ').filter((word) => word !== ''))

/** What is in the clear stays on this computer. */
export const Issuer = z.url().regex(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/])/)

export const env = stageEnv.extend({
  PEOPLE_TABLE: z.string(),
  WORK_TABLE: z.string(),
  INBOX_BUCKET: z.string(),
  OUTBOX_BUCKET: z.string(),
  INTAKE_QUEUE_URL: z.string(),
  SNAPSHOT_QUEUE_URL: z.string(),
  BATCH_QUEUE_URL: z.string(),
  REPORT_QUEUE_URL: z.string(),
  AUDIT_QUEUE_URL: z.string(),
  WEBHOOKS_QUEUE_URL: z.string(),
  WEBHOOK_SECRET_ARN: z.string(),
  /** On a hub of one machine, whose offices are on its own network. */
  WEBHOOKS_ANYWHERE: z.literal('yes').optional(),
  LINK_SECRET_ARN: z.string(),
  ACCOUNT_SECRET_ARN: z.string(),
  PORTAL_URL: z.url(),
  /** The city's own identity provider, where it has one. */
  IDENTITY_ISSUER: Issuer.optional(),
  IDENTITY_CLIENT_ID: z.string().optional(),
  IDENTITY_SECRET_ARN: z.string().optional(),
  /** On a hub of one machine. */
  IDENTITY_SECRET: z.string().optional(),
  IDENTITY_ACR: Words,
  IDENTITY_AMR: Words,
})
