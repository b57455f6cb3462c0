/** Accounts and keys as data. What changes them is done on pages: it shows secrets once, or asks a second person. */
import * as z from 'zod'
import { type PeopleLine, peopleLines } from '../../../../pages/access/people/people-lines.ts'
import { accountState } from '../../../../rules/access/account-state.ts'
import { grantsAt } from '../../../../rules/access/deputies.ts'
import { AccountListed, type AccountShown, AccountWhole, KeyShown } from '../../../../schemas/api/accounts.ts'
import { present } from '../../../../schemas/present.ts'
import { apiRoute } from '../../http/api-route.ts'
import { listRoute, pageOf } from '../../http/paged.ts'
import type { Route } from '../../http/route.ts'
import { divisionOf } from './api-keys.ts'
import { oversee, wished } from './people-list.ts'
import { oneAccount } from './people-pages.ts'
import { countyOf, peopleView, personView, placesOf } from './people-view.ts'

export const peopleApi: readonly Route[] = [
  listRoute({
    path: '/api/people',
    summary: 'Lists the accounts of a county or city with its townships, and those that are asked for',
    does: oversee,
    query: wished,
    item: AccountListed,
    async run(deps, { query: { division }, caller }, wanted) {
      const { accounts, requests, now, kept } = await peopleView(deps, countyOf(caller, division))
      const lines = peopleLines(accounts, requests).map((line) => accountShown(line, now))
      const { items, end } = pageOf(lines, ({ division: place, id }) => `${place} ${id}`, wanted)
      const places = await placesOf(deps, accounts)
      const beside = ({ id }: AccountShown) => ({ places: places.get(id), keptDays: kept.get(id) })
      return { items: items.map((one) => ({ ...one, ...beside(one) })), end }
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/api/people/:division/:id',
    summary: 'An account: its duties, its state, where it is signed in',
    does: oversee,
    params: oneAccount,
    answer: AccountWhole,
    async run(deps, { params }) {
      const { account, request, sessions, now } = await personView(deps, params)
      const { signInName } = account
      return { ...accountShown({ account, request }, now), signInName, sessions }
    },
  }),
  listRoute({
    path: '/api/keys',
    summary: 'Lists the API keys of the administrator’s division, without what opens anything',
    does: { action: 'administer', resource: 'api-key' },
    item: KeyShown,
    run: async (deps, { caller }, wanted) =>
      pageOf(await deps.apiKeys.list(divisionOf(caller)), ({ madeAt, id }) => `${madeAt} ${id}`, wanted),
  }),
]

const requested = z.enum(['asked', 'refused'])

function accountShown({ account, request }: Pick<PeopleLine, 'account' | 'request'>, now: number): AccountShown {
  if (account)
    return {
      ...account,
      grants: grantsAt(account, now),
      state: accountState(account, now),
      ...(request && { request }),
    }
  const asked = present(request, 'an account or what asks for one')
  const { account: id, name, division, office, duties } = asked
  const state = requested.parse(asked.refused ? 'refused' : 'asked')
  return { id, name, division, ...(office && { office }), duties, state, request: asked }
}
