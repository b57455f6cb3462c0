/** Environment of snapshot. */
import * as z from 'zod'
import { FROZEN_DAYS, stageEnv } from '../shared/stages/stage-env.ts'

export const env = stageEnv.extend({
  PEOPLE_TABLE: z.string(),
  WORK_TABLE: z.string(),
  OUTBOX_BUCKET: z.string(),
  FROZEN_DAYS,
  MATCH_QUEUE_URL: z.string(),
  SNAPSHOT_TOPIC_ARN: z.string(),
  KEY_SECRET_ARN: z.string(),
  SHARDS: z.coerce.number().int().min(1).max(256),
})
