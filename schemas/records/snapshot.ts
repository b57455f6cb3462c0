/** A frozen person of a county; ledgers, statistics and notices are made of them. */
import * as z from 'zod'
import { Category, County } from '../codes.ts'
import { Decision, Listing, PersonKey, RegisterRow } from './person.ts'

export const SnapshotRow = z.object({
  key: PersonKey,
  county: County,
  id: z.string(),
  name: z.string(),
  categories: z.array(Category),
  primary: Category,
  listings: z.record(Category, Listing),
  decision: Decision,
  amount: z.int().optional(),
  register: z.record(z.string(), RegisterRow),
})
export type SnapshotRow = z.infer<typeof SnapshotRow>
