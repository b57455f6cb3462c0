/** How far the clock has been carried: what a day's run begins with (docs/rules.md#deadlines). */
import * as z from 'zod'
import { Day } from '../codes.ts'

export const DeadlineState = z.object({
  /** The last day that was carried through: every mail of it claimed. */
  since: Day,
  /** What was owed and unmet then, by obligation id: no later run has to read history. */
  unmet: z.array(z.string()),
  /** Where the due days of what lay ahead then are kept. */
  ahead: z.string(),
})
export type DeadlineState = z.infer<typeof DeadlineState>

/** Due days by obligation id. */
export const AheadDays = z.record(z.string(), Day)
