/** Environment of intake. */
import * as z from 'zod'
import { FROZEN_DAYS, stageEnv } from '../shared/stages/stage-env.ts'

export const env = stageEnv.extend({
  WORK_TABLE: z.string(),
  PEOPLE_TABLE: z.string(),
  INBOX_BUCKET: z.string(),
  OUTBOX_BUCKET: z.string(),
  FROZEN_DAYS,
  MATCH_QUEUE_URL: z.string(),
  SNAPSHOT_QUEUE_URL: z.string(),
  BATCH_QUEUE_URL: z.string(),
  WEBHOOKS_QUEUE_URL: z.string(),
  KEY_SECRET_ARN: z.string(),
  SHARDS: z.coerce.number().int().min(1).max(256),
})

/** Little of intake's garbage lives: a small young generation saves 100 MB. */
export const NODE_OPTIONS = '--max-semi-space-size=2'
