/** Runs of the determination over everyone whom a county lists. */
import * as z from 'zod'
import { County, Day, Instant, Period } from '../codes.ts'
import { RegisterVersions, UnitObject } from '../messages/messages.ts'

export const DeterminationRun = z.object({
  id: z.string(),
  /**
   * A `redetermination` decides again whoever is decided otherwise on its day. A `month-close` does so too, and then
   * freezes the county's listed persons as the period's snapshot.
   */
  kind: z.enum(['month-close', 'redetermination']),
  county: County,
  day: Day,
  at: Instant,
  /** Of a `month-close`. */
  period: Period.optional(),
  /** Uploads that are still being matched: the run waits for them. */
  waitingFor: z.array(z.string()).optional(),
  /** How often persons had to be decided again. */
  rounds: z.int().nonnegative(),
  /** The round under way: whom to decide again, and the shards that have done so. */
  round: UnitObject.extend({ registers: RegisterVersions.optional() }).optional(),
  unitsDone: z.array(z.int()).optional(),
  state: z.enum(['open', 'done']),
  /** The frozen object, its SHA-256 and its rows. */
  snapshot: z.object({ key: z.string(), sha256: z.string(), rows: z.int() }).optional(),
  frozenAt: Instant.optional(),
})
export type DeterminationRun = z.infer<typeof DeterminationRun>

/** A run that closes a month. */
export type MonthClose = DeterminationRun & { readonly period: string }

export function isMonthClose(run: DeterminationRun): run is MonthClose {
  return run.kind === 'month-close' && run.period !== undefined
}

/** Asks for a county's month to be closed. */
export const CloseRequest = z.object({ county: County, period: Period })
export type CloseRequest = z.infer<typeof CloseRequest>
