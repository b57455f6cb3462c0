/** The home page as a response, also where one of its forms was refused. */
import type { Context } from 'hono'
import { Home } from '../../pages/home.tsx'
import type { Fault } from '../../pages/parts/fault.tsx'
import { Period } from '../../schemas/codes.ts'
import type { WebDeps } from './deps.ts'
import { homeView } from './home-view.ts'
import { isLocal, page } from './page.ts'
import { policyInForce } from './refuse.ts'
import { isSensible } from './sensible-period.ts'

export async function homePage(deps: WebDeps, c: Context, fault?: Fault, status = 200): Promise<Response> {
  const policy = await policyInForce(deps)
  const asked = Period.safeParse(c.req.query('period')).data
  const wished = asked && isSensible(asked, policy, deps.dayOf(deps.now())) ? asked : undefined
  const view = await homeView(deps, policy, wished)
  return page(Home({ ...view, local: isLocal(c.req.url), fault }), status, await deps.inbox.origin())
}
