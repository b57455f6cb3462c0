/** Environment of web. */
import * as z from 'zod'
import { stageEnv } from '../stage-env.ts'

export const env = stageEnv.extend({
  PEOPLE_TABLE: z.string(),
  WORK_TABLE: z.string(),
  INBOX_BUCKET: z.string(),
  OUTBOX_BUCKET: z.string(),
  INTAKE_QUEUE_URL: z.string(),
  SNAPSHOT_QUEUE_URL: z.string(),
  BATCH_QUEUE_URL: z.string(),
  LINK_SECRET_ARN: z.string(),
  ACCOUNT_SECRET_ARN: z.string(),
})
