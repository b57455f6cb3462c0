/** Environment of report. */
import * as z from 'zod'
import { FROZEN_DAYS, stageEnv } from '../shared/stages/stage-env.ts'

export const env = stageEnv.extend({
  WORK_TABLE: z.string(),
  OUTBOX_BUCKET: z.string(),
  FROZEN_DAYS,
  WEBHOOKS_QUEUE_URL: z.string(),
})
