/** A county's persons are looked at again, or its period is closed. */
import { randomUUID } from 'node:crypto'
import type { Review, ReviewRequest } from '../../schemas/messages.ts'
import type { WebDeps } from './deps.ts'
import { policyInForce, refuse } from './refuse.ts'

type Deps = Pick<WebDeps, 'policies' | 'uploads' | 'submissions' | 'reviews' | 'snapshotQueue' | 'now' | 'dayOf'>

/** @throws 400 for a county that is none, 409 for the month of one that has never reported anything */
export async function requestReview(deps: Deps, { county, period }: ReviewRequest): Promise<Review> {
  const { counties } = await policyInForce(deps)
  if (!counties.some(({ code }) => code === county)) throw refuse(400, '没有这个县（市、区）。请核对区划代码。')
  // Its return would be all noughts, and the city would take it for one that has come in.
  if (period && !(await hasReported(deps, county, period)))
    throw refuse(409, '该县（市、区）还没有报送过名单，也没有零报告，不能办结。请等各单位报送以后再办结。')
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

async function hasReported({ uploads, submissions }: Deps, county: string, period: string): Promise<boolean> {
  if ((await uploads.list(county, 1)).length > 0) return true
  const said = await submissions.ofPeriod(period)
  return [...said.values()].some(({ division, state }) => division === county && state === 'nil')
}
