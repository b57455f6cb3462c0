/** 账号核对: heads of offices confirm each quarter who has an account (docs/access.md#accounts). */
import * as z from 'zod'
import { AccountChecks } from '../../../../pages/access/people/account-checks.tsx'
import type { Fault } from '../../../../pages/parts/fault.tsx'
import { AccountId } from '../../../../schemas/records/account.ts'
import type { WebDeps } from '../../deps.ts'
import { page } from '../../http/page.ts'
import { formRoute, pageRoute } from '../../http/page-route.ts'
import type { Asked, Route } from '../../http/route.ts'
import { checkViews } from './account-check-view.ts'
import { confirmAccounts } from './confirm-accounts.ts'
import { countyOf } from './people-view.ts'

/** An administrator says of which division; a leader's own office is meant otherwise. */
const does = { action: 'confirm', resource: 'account-check', of: 'division' } as const
const Ids = z.array(AccountId).max(1000).default([])

export const accountCheckPages: readonly Route[] = [
  pageRoute({
    path: '/account-checks',
    summary: 'Accounts of an office, to be confirmed each quarter',
    does,
    query: { division: z.string().optional() },
    run: (deps, asked) => showChecks(deps, asked, asked.query.division),
  }),
  formRoute({
    path: '/account-checks',
    opens: '/account-checks',
    summary: 'Confirms whose accounts stay; security is asked to end those of who has left',
    does,
    refuses: [409],
    form: z.object({ division: z.string().optional(), 'shown[]': Ids, 'left[]': Ids }),
    again: {
      field: '',
      show: (deps, asked, fault, status, { division }) =>
        showChecks(deps, asked, typeof division === 'string' ? division : undefined, fault, status),
    },
    async run(deps, { body: { division, 'shown[]': shown, 'left[]': left }, caller }) {
      await confirmAccounts(deps, caller, { county: countyOf(caller, division), shown, left })
      return `/account-checks${division ? `?division=${countyOf(caller, division)}` : ''}`
    },
  }),
]

async function showChecks(
  deps: WebDeps,
  { caller, local }: Pick<Asked, 'caller' | 'local'>,
  division: string | undefined,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const county = countyOf(caller, division)
  const [policy, checks] = await Promise.all([deps.policies.inForce(), checkViews(deps, caller, county)])
  return page(AccountChecks({ policy, local, county, named: division !== undefined, checks, fault }), status)
}
