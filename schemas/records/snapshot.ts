/** A frozen person of a county; ledgers, statistics and notices are made of them. */
import * as z from 'zod'
import { Category, County, Day } from '../codes.ts'
import { later } from '../later.ts'
import { Decision, Listing, PersonKey, RegisterRow } from './person.ts'

export const SnapshotRow = later(() =>
  z.object({
    key: PersonKey,
    county: County,
    id: z.string(),
    name: z.string(),
    categories: z.array(Category),
    primary: Category,
    listings: z.record(Category, Listing),
    decision: Decision,
    amount: z.int().optional(),
    /** The year's contribution that the county has paid, by the bank's word. */
    paid: z.object({ fen: z.int(), day: Day }).optional(),
    register: z.record(z.string(), RegisterRow),
  }),
)
export type SnapshotRow = z.infer<typeof SnapshotRow>
