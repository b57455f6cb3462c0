/** Environment of report. */
import * as z from 'zod'

export const env = z.object({ WORK_TABLE: z.string(), OUTBOX_BUCKET: z.string(), REPORT_QUEUE_URL: z.string() })
