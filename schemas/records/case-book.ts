/** A county's table of cases as the last close left it (docs/records.md#case-book). */
import * as z from 'zod'
import { County, Instant, Period } from '../codes.ts'
import { later } from '../later.ts'

export const FrozenTable = later(() => z.object({ key: z.string(), sha256: z.string(), rows: z.int().nonnegative() }))
export type FrozenTable = z.infer<typeof FrozenTable>

export const CaseBook = later(() =>
  z.object({
    county: County,
    version: z.int().positive(),
    /** The close that wrote it. */
    run: z.string(),
    period: Period,
    at: Instant,
    table: FrozenTable,
  }),
)
export type CaseBook = z.infer<typeof CaseBook>
