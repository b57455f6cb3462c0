/** A produced file, and a county's statistics return. */
import * as z from 'zod'
import { Category, County, Day, Instant, Outcome, Period } from '../codes.ts'

/** A file that a division can fetch: `statistics/total.xlsx`. */
export const Output = z.object({
  division: z.string(),
  folder: z.enum(['township', 'bank', 'finance', 'ledger', 'statistics']),
  /** `total.xlsx`, `440222101.xlsx`, `440222-2018-001.xlsx`. */
  name: z.string(),
  period: Period,
  key: z.string(),
  /** Of two of the same name and period the one with the larger version stands. */
  version: z.string(),
})
export type Output = z.infer<typeof Output>

/** Persons by outcome, and what was paid for `sponsored`, in fen. */
export const Counts = z.object({ persons: z.record(Outcome, z.int()), sponsoredFen: z.int() })
export type Counts = z.infer<typeof Counts>

/** A county's return of a month as it was submitted: its sums for each category and in total. */
export const StatisticsReturn = z.object({
  county: County,
  period: Period,
  run: z.string(),
  day: Day,
  submittedAt: Instant,
  tables: z.record(z.union([Category, z.literal('total')]), Counts),
})
export type StatisticsReturn = z.infer<typeof StatisticsReturn>
