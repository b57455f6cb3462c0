/** Answers about whom an office has listed now. */
import * as z from 'zod'
import { Category, Division, Outcome, Period } from '../codes.ts'
import { PersonKey } from '../records/keys.ts'

/** What a page of persons says beside them. */
export const RosterShown = {
  category: Category,
  /** The month closed last, and the one that it is compared with; none before the first close. */
  period: Period.optional(),
  since: Period.optional(),
  /** More has changed since than is read: the next close has all. */
  isPartial: z.boolean(),
  /** On the list now, and of those how many fit what was asked for. */
  listed: z.int().nonnegative(),
  found: z.int().nonnegative(),
}

export const RosterPersonShown = z
  .object({
    person: PersonKey,
    /** Masked, or whole where it was asked for, for a purpose. */
    name: z.string(),
    id: z.string(),
    township: Division,
    village: z.string().optional(),
    change: z.enum(['began', 'ended', 'changed']).optional(),
    /** Of the month closed last, for whoever may see it. */
    outcome: Outcome.optional(),
    /** Another county is responsible. */
    isElsewhere: z.literal(true).optional(),
    /** For the sender: the city’s list lacked this person when it was compared. */
    notInCity: z.literal(true).optional(),
  })
  .meta({ id: 'RosterPerson' })
