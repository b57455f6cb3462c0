/** Sign-in by the city's identity provider, and an account's binding to it; where a city has none, no such routes are. */
import * as z from 'zod'
import type { Fault } from '../../../../pages/parts/fault.tsx'
import type { WebDeps } from '../../deps.ts'
import { orAgain } from '../../http/again.ts'
import { formRoute, pageRoute } from '../../http/page-route.ts'
import type { Asked, Route } from '../../http/route.ts'
import { Path, showSignIn } from './access-pages.ts'
import { showAccount } from './account-view.ts'
import { going } from './going.ts'
import { BACK, beginBinding, comeBack, endBinding, setOut } from './identity.ts'

const portal = { action: 'see', resource: 'portal' } as const
const anybody = { ...portal, open: true } as const
const Said = z.string().max(4096).optional()

export const identityPages: readonly Route[] = [
  formRoute({
    path: '/sign-in/identity',
    opens: '/sign-in',
    summary: 'Leads to the city’s identity provider',
    does: anybody,
    refuses: [409],
    form: z.object({ next: Path }),
    again: {
      field: 'sign-in-identity',
      show: (deps, asked, fault, status, { next }) =>
        showSignIn(deps, { ...asked, query: { next: Path.parse(next) } }, fault, status),
    },
    run: (deps, { body: { next }, ...asked }) => setOut(deps, asked, { next }),
  }),
  pageRoute({
    path: BACK,
    summary: 'Where the city’s identity provider sends a browser back to: signs in whoever set out from it',
    does: anybody,
    query: { state: Said, code: Said, iss: Said, error: Said },
    refuses: [409],
    run: (deps, { query, ...asked }) =>
      orAgain(
        isSignedIn(asked) ? 'bind-identity' : 'sign-in-identity',
        {},
        () => comeBack(deps, asked, query),
        (fault, status) => showFault(deps, asked, fault, status),
      ),
  }),
  formRoute({
    path: '/account/identity',
    opens: '/account',
    summary: 'Leads to the city’s identity provider, whose identity is bound to one’s own account',
    does: portal,
    refuses: [409],
    again: { field: 'bind-identity', show: showAccount },
    run: beginBinding,
  }),
  formRoute({
    path: '/account/identity/end',
    opens: '/account',
    summary: 'Ends the binding of one’s own account to an identity',
    does: portal,
    refuses: [409],
    again: { field: '', show: showAccount },
    async run(deps, { caller }) {
      await endBinding(deps, caller)
      return going('/account')
    },
  }),
]

const isSignedIn = ({ caller }: Pick<Asked, 'caller'>) => caller.session?.stage === 'signed-in'

/** Whoever is signed in came from their account's page. */
function showFault(
  deps: WebDeps,
  asked: Pick<Asked, 'caller' | 'local' | 'host'>,
  fault: Fault,
  status: number,
): Promise<Response> {
  if (isSignedIn(asked)) return showAccount(deps, asked, fault, status)
  return showSignIn(deps, { ...asked, query: {} }, fault, status)
}
