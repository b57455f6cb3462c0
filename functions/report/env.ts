/** What the stack tells report. */
import { z } from 'zod'
import { delivererEnv } from '../deliverer-deps.ts'

export const env = delivererEnv.extend({ REPORT_QUEUE_URL: z.string() })
