/** How long a session lasts, as its own pages ask in order to warn before it ends. */
import type { WebDeps } from '../../deps.ts'
import { type Caller, secondsLeft } from '../../http/caller.ts'
import { formRoute, pageRoute } from '../../http/page-route.ts'
import { refuse } from '../../http/refuse.ts'
import type { Route } from '../../http/route.ts'

const portal = { action: 'see', resource: 'portal' } as const

async function left({ now }: WebDeps, { caller: { session } }: { caller: Caller }): Promise<Response> {
  if (!session) throw refuse('sign-in-missing')
  return Response.json({ seconds: Math.max(0, Math.floor(secondsLeft(session, now()))) })
}

export const sessionLeft: readonly Route[] = [
  pageRoute({ path: '/account/session', summary: 'Says how long one’s session lasts', does: portal, run: left }),
  formRoute({
    path: '/account/session',
    opens: '/account',
    summary: 'Uses one’s session, so that it lasts',
    does: portal,
    run: left,
  }),
]
