/** Environment of canary. */
import * as z from 'zod'

export const env = z.object({ WORK_TABLE: z.string(), INBOX_BUCKET: z.string() })
