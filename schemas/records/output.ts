/** Produced files, and what statistics count. */
import * as z from 'zod'
import { Outcome, Period } from '../codes.ts'
import { later } from '../later.ts'

export const Output = later(() =>
  z.object({
    division: z.string(),
    folder: z.enum(['township', 'review', 'unpaid', 'bank', 'finance', 'ledger', 'statistics']),
    name: z.string(),
    period: Period,
    key: z.string(),
    /** The larger version of one name stands. */
    version: z.string(),
  }),
)
export type Output = z.infer<typeof Output>

export const Counts = later(() => z.object({ persons: z.record(Outcome, z.int()), sponsoredFen: z.int() }))
export type Counts = z.infer<typeof Counts>
