/** A county's persons are looked at again, or its period is closed. */
import { randomUUID } from 'node:crypto'
import type { Review, ReviewRequest } from '../../schemas/messages.ts'
import type { WebDeps } from './deps.ts'

export async function requestReview(
  deps: Pick<WebDeps, 'reviews' | 'snapshotQueue' | 'now' | 'dayOf'>,
  { county, period }: ReviewRequest,
): Promise<Review> {
  const now = deps.now()
  const review: Review = {
    id: `${period ?? 'review'}-${randomUUID()}`,
    county,
    day: deps.dayOf(now),
    at: now.toISOString(),
    ...(period && { period }),
    rounds: 0,
    state: 'open',
  }
  await deps.reviews.create(review)
  await deps.snapshotQueue.send({ review: review.id, county })
  return review
}
