/** The API of closing a county's month. */
import * as z from 'zod'
import { ReviewShown, reviewShown } from '../../../schemas/api/months.ts'
import { County } from '../../../schemas/codes.ts'
import { ReviewRequest } from '../../../schemas/messages/messages.ts'
import { apiRoute } from '../http/api-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { requestReview } from './close-month.ts'

const own = { resource: 'outcomes', of: 'county' } as const

export const closingApi: readonly Route[] = [
  apiRoute({
    method: 'POST',
    path: '/api/reviews',
    summary: 'Closes a county’s month, or without a month decides its persons again',
    does: { action: 'close', ...own },
    body: ReviewRequest,
    status: 202,
    answer: ReviewShown,
    refuses: [409],
    run: async (deps, { body }) => reviewShown(await requestReview(deps, body)),
  }),
  apiRoute({
    method: 'GET',
    path: '/api/reviews/:county/:id',
    summary: 'Says how far the closing of a month is',
    does: { action: 'see', ...own },
    params: { county: County, id: z.string() },
    answer: ReviewShown,
    run: async (deps, { params: { county, id } }) => reviewShown(found(await deps.reviews.get(county, id))),
  }),
]
