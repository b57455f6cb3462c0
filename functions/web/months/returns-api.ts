/** The API of returns: how one stands, submitting it, sending it back. */
import { Done } from '../../../schemas/api/done.ts'
import { ReturnShown, ReturnSumsShown } from '../../../schemas/api/returns.ts'
import { Division, Period } from '../../../schemas/codes.ts'
import { SendBackRequest, SubmitRequest } from '../../../schemas/records/month-return.ts'
import { signatureOf } from '../http/allow.ts'
import { apiRoute } from '../http/api-route.ts'
import { done, type Route } from '../http/route.ts'
import { consolidationView, countyView } from './return-details.ts'
import { returnView } from './return-view.ts'
import { sendReturnBack, submitReturn } from './submit-return.ts'

const own = { resource: 'statistics', of: 'division' } as const
const params = { division: Division, period: Period }

export const returnsApi: readonly Route[] = [
  apiRoute({
    method: 'GET',
    path: '/api/returns/:division/:period',
    summary: 'Says how a division’s return of a month stands, with every version of it',
    does: { action: 'see', ...own },
    params,
    answer: ReturnShown,
    run: async (deps, { params: { division, period } }) =>
      (await returnView(deps, await deps.policies.inForce(), division, period)).shown,
  }),
  apiRoute({
    method: 'GET',
    path: '/api/returns/:division/:period/sums',
    summary: 'Says the sums of a return; of the city’s by county, with what has changed since the month before',
    does: { action: 'see', ...own },
    params,
    answer: ReturnSumsShown,
    async run(deps, { params: { division, period } }) {
      const policy = await deps.policies.inForce()
      const view = await returnView(deps, policy, division, period)
      const { counties } = view
      if (!counties) return { division, period, sums: (await countyView(deps, policy, view)).sums }
      const { sums, total, changes, change } = await consolidationView(deps, policy, { ...view, counties })
      return { division, period, sums, total, changes, change }
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/api/return-submissions',
    summary: 'Submits a county’s closed month, or the city’s consolidation, as it was seen',
    does: { action: 'submit', ...own },
    body: SubmitRequest,
    status: 202,
    answer: Done,
    refuses: [409],
    run: (deps, { body, caller }) => done(submitReturn(deps, body, signatureOf(caller))),
  }),
  apiRoute({
    method: 'POST',
    path: '/api/returns-sent-back',
    summary: 'Sends a county’s return back, with a reason',
    does: { action: 'send-back', ...own },
    body: SendBackRequest,
    status: 202,
    answer: Done,
    refuses: [409],
    run: (deps, { body, caller }) => done(sendReturnBack(deps, body, signatureOf(caller))),
  }),
]
