/** Environment of match. */
import * as z from 'zod'
import { stageEnv } from '../shared/stages/stage-env.ts'

export const env = stageEnv.extend({
  PEOPLE_TABLE: z.string(),
  WORK_TABLE: z.string(),
  OUTBOX_BUCKET: z.string(),
  KEY_SECRET_ARN: z.string(),
  SNAPSHOT_QUEUE_URL: z.string(),
  BATCH_QUEUE_URL: z.string(),
})
