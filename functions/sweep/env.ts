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
})
