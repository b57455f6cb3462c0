/** Runs of the determination over a county's listed persons (docs/records.md#determination-run). */
import * as z from 'zod'
import { County, Day, Instant, Period } from '../codes.ts'
import { later } from '../later.ts'
import { FrozenTable } from './case-book.ts'
import { RegisterVersions, UnitObject } from './work-units.ts'

export const DeterminationRun = later(() =>
  z.object({
    id: z.string(),
    kind: z.enum(['month-close', 'redetermination']),
    county: County,
    day: Day,
    at: Instant,
    period: Period.optional(),
    waitingFor: z.array(z.string()).optional(),
    rounds: z.int().nonnegative(),
    round: UnitObject.extend({ registers: RegisterVersions.optional() }).optional(),
    unitsDone: z.array(z.int()).optional(),
    /** Marks of lists that were compared with registers belatedly, or could not be yet. */
    compared: z.array(z.object({ head: z.string(), mark: z.string(), isRead: z.boolean() })).optional(),
    state: z.enum(['open', 'done']),
    snapshot: FrozenTable.optional(),
    frozenAt: Instant.optional(),
    /** The county's cases as this close left them. */
    cases: FrozenTable.optional(),
    /** Whom the agency has to settle. */
    reviews: FrozenTable.optional(),
    /** Who was not paid for in the year before, where this close has found others than the one before. */
    unpaid: z.object({ year: z.int(), table: FrozenTable }).optional(),
  }),
)
export type DeterminationRun = z.infer<typeof DeterminationRun>

export type MonthClose = DeterminationRun & { readonly period: string }

export function isMonthClose(run: DeterminationRun): run is MonthClose {
  return run.kind === 'month-close' && run.period !== undefined
}

export const CloseRequest = later(() => z.object({ county: County, period: Period }))
export type CloseRequest = z.infer<typeof CloseRequest>
