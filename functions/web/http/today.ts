/** "Today" of a request. */
import type { Context } from 'hono'
import * as z from 'zod'
import { Day } from '../../../schemas/codes.ts'
import type { WebDeps } from '../deps.ts'

/** What the gateway says of a request: no part of it comes from the client. */
const Gateway = z.object({
  requestContext: z.object({ authorizer: z.object({ lambda: z.object({ today: Day }) }) }),
})

/**
 * The day in Asia/Shanghai; on the embedded host it may be the day that `npm run month` or the demo city is played on,
 * which the host's front door vouches for as an authorizer would. The cloud's gateway has none, so nobody chooses there.
 */
export function asOfRequest(deps: WebDeps, c: Context): WebDeps {
  const gateway = Gateway.safeParse(c.env)
  if (!gateway.success) return deps
  const { today } = gateway.data.requestContext.authorizer.lambda
  return { ...deps, dayOf: () => today }
}
