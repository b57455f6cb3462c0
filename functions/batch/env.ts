/** Environment of batch. */
import * as z from 'zod'
import { FROZEN_DAYS, stageEnv } from '../shared/stages/stage-env.ts'

export const env = stageEnv.extend({
  PEOPLE_TABLE: z.string(),
  WORK_TABLE: z.string(),
  OUTBOX_BUCKET: z.string(),
  FROZEN_DAYS,
  KEY_SECRET_ARN: z.string(),
  BATCH_TOPIC_ARN: z.string(),
})
