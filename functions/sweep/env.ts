/** Environment of sweep. */
import * as z from 'zod'
import { stageEnv } from '../shared/stages/stage-env.ts'

export const env = stageEnv.extend({
  WORK_TABLE: z.string(),
  INBOX_BUCKET: z.string(),
  INTAKE_QUEUE_URL: z.string(),
  MATCH_QUEUE_URL: z.string(),
  SNAPSHOT_QUEUE_URL: z.string(),
  BATCH_QUEUE_URL: z.string(),
  REPORT_QUEUE_URL: z.string(),
  SHARDS: z.string(),
  INTAKE_DEAD_QUEUE_URL: z.string(),
  MATCH_DEAD_QUEUE_URL: z.string(),
  SNAPSHOT_DEAD_QUEUE_URL: z.string(),
  TOWNSHIP_DEAD_QUEUE_URL: z.string(),
  REPORT_DEAD_QUEUE_URL: z.string(),
  BATCH_DEAD_QUEUE_URL: z.string(),
  BANK_DEAD_QUEUE_URL: z.string(),
  FINANCE_DEAD_QUEUE_URL: z.string(),
  DEADLINES_DEAD_QUEUE_URL: z.string(),
  SWEEP_DEAD_QUEUE_URL: z.string(),
  RETENTION_DEAD_QUEUE_URL: z.string(),
  AUDIT_DEAD_QUEUE_URL: z.string(),
  WEBHOOKS_DEAD_QUEUE_URL: z.string(),
  CANARY_DEAD_QUEUE_URL: z.string(),
  DAILY_DEAD_QUEUE_URL: z.string(),
  ACCOUNTS_DEAD_QUEUE_URL: z.string(),
  HOURLY_DEAD_QUEUE_URL: z.string(),
  NIGHTLY_DEAD_QUEUE_URL: z.string(),
  DEPOSITS_DEAD_QUEUE_URL: z.string(),
  DUE_DEAD_QUEUE_URL: z.string(),
  PULSE_DEAD_QUEUE_URL: z.string(),
  /** Mail by SMTP has none. */
  BOUNCES_DEAD_QUEUE_URL: z.string().optional(),
})
