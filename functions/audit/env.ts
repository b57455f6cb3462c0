/** Environment of audit. */
import * as z from 'zod'
import { stageEnv } from '../shared/stages/stage-env.ts'

export const env = stageEnv.extend({
  WORK_TABLE: z.string(),
  AUDIT_BUCKET: z.string(),
  AUDIT_QUEUE_URL: z.string(),
})
