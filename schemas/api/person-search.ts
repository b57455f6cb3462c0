/** Finding a person of a county (docs/access.md#seeing). */
import * as z from 'zod'
import { Division, Period } from '../codes.ts'
import { CaseNumber } from '../records/case.ts'

export const MOST_ASKED = 60

/** A case number, a name, or a whole ID number: never in an address. */
export const SearchWish = z.object({ wanted: z.string().trim().min(1).max(MOST_ASKED) })
export type SearchWish = z.infer<typeof SearchWish>

export const PersonsFound = z
  .object({
    persons: z
      .object({
        person: z.string(),
        /** Masked. */
        name: z.string(),
        id: z.string(),
        township: Division.optional(),
        isListed: z.boolean(),
        cases: CaseNumber.array(),
      })
      .array(),
    isMore: z.boolean(),
    searched: z.object({
      /** The month closed last, whose persons were searched. */
      period: Period.optional(),
      /** Lists sent since. */
      lists: z.int().nonnegative(),
      /** Of too many or too large lists some were not read. */
      isPartial: z.boolean(),
    }),
  })
  .meta({ id: 'PersonsFound' })
export type PersonsFound = z.infer<typeof PersonsFound>
