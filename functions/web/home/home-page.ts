/** The home page, also where one of its forms was refused. */
import { Home } from '../../../pages/home/home.tsx'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { Period } from '../../../schemas/codes.ts'
import type { WebDeps } from '../deps.ts'
import { page } from '../http/page.ts'
import { isSensible } from '../http/sensible-period.ts'
import { homeView } from './home-view.ts'

interface Shown {
  readonly query: { readonly period?: string | undefined }
  readonly local: boolean
}

export async function homePage(deps: WebDeps, { query, local }: Shown, fault?: Fault, status = 200): Promise<Response> {
  const policy = await deps.policies.inForce()
  const asked = Period.safeParse(query.period).data
  const wished = asked && isSensible(asked, policy, deps.dayOf(deps.now())) ? asked : undefined
  const view = await homeView(deps, policy, wished)
  return page(Home({ ...view, local, fault }), status, await deps.inbox.origin())
}
