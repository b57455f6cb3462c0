/** A row of a snapshot: a person as one county lists them, frozen. Ledger, statistics and notices are folds over it. */
import * as z from 'zod'
import { Category, County } from '../codes.ts'
import { Decision, Listing, PersonKey, RegisterRow } from './person.ts'

export const SnapshotRow = z.object({
  key: PersonKey,
  county: County,
  id: z.string(),
  /** From the primary category's listing. */
  name: z.string(),
  categories: z.array(Category),
  primary: Category,
  listings: z.record(Category, Listing),
  decision: Decision,
  /** In fen, for `pay` and `enrol`. */
  amount: z.int().optional(),
  /** The register rows that stand, by `<county>#<scheme>`. */
  register: z.record(z.string(), RegisterRow),
})
export type SnapshotRow = z.infer<typeof SnapshotRow>
