/** The start of the next day's run. */
import * as z from 'zod'
import { Day } from '../codes.ts'
import { later } from '../later.ts'

export const DeadlineState = later(() =>
  z.object({
    since: Day,
    unmet: z.array(z.string()),
    ahead: z.string(),
  }),
)
export type DeadlineState = z.infer<typeof DeadlineState>

export const AheadDays = z.record(z.string(), Day)
