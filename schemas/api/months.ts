/** What is answered of the closing of a county's month: how far it is, and nothing of how it is done. */
import * as z from 'zod'
import { Review } from '../messages/messages.ts'

export const ReviewShown = Review.pick({ id: true, county: true, day: true, at: true, period: true, state: true })
  .extend({
    /** Once the month's outcomes stand: how many persons, and since when. */
    frozen: z.object({ persons: z.int(), at: Review.shape.at }).optional(),
  })
  .meta({ id: 'Review' })
export type ReviewShown = z.infer<typeof ReviewShown>

export function reviewShown({ snapshot, frozenAt, at, ...rest }: Review): ReviewShown {
  return { ...rest, at, ...(snapshot && { frozen: { persons: snapshot.rows, at: frozenAt ?? at } }) }
}
