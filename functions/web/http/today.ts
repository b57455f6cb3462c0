/** Today, as a request has it. */
import type { Context } from 'hono'
import * as z from 'zod'
import { Day } from '../../../schemas/codes.ts'
import type { WebDeps } from '../deps.ts'

const Gateway = z.object({
  requestContext: z.object({ authorizer: z.object({ lambda: z.object({ today: Day }) }) }),
})

/** Only the embedded host vouches for another day, the one that `npm run month` or the demo plays. */
export function asOfRequest(deps: WebDeps, c: Context): WebDeps {
  const gateway = Gateway.safeParse(c.env)
  if (!gateway.success) return deps
  const { today } = gateway.data.requestContext.authorizer.lambda
  return { ...deps, dayOf: () => today }
}
