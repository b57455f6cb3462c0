/** Keys of offices' own systems, which the division's administrator makes and revokes. */

import * as z from 'zod'
import { KeyMade } from '../../../../pages/access/people/key-made.tsx'
import { keyThings } from '../../../../pages/access/people/key-things.ts'
import { Keys } from '../../../../pages/access/people/keys.tsx'
import type { Fault } from '../../../../pages/parts/fault.tsx'
import { lastEnd } from '../../../../rules/access/api-key-rules.ts'
import { shanghaiDay } from '../../../../rules/deadlines/day-steps.ts'
import { Scope } from '../../../../schemas/duties.ts'
import { AccountId } from '../../../../schemas/records/account.ts'
import { ApiKeyWish } from '../../../../schemas/records/api-key.ts'
import type { Policy } from '../../../../schemas/records/policy.ts'
import type { WebDeps } from '../../deps.ts'
import { workbookRoute } from '../../http/api-route.ts'
import type { Caller } from '../../http/caller.ts'
import { page } from '../../http/page.ts'
import { formRoute, pageRoute } from '../../http/page-route.ts'
import type { Asked, Route } from '../../http/route.ts'
import { chosenThings, type ThingsWished, thingsFile, thingsQuery } from '../../readings/things.ts'
import { divisionOf, makeKey, ownKey, revokeKey, sendersOf } from './api-keys.ts'

const does = { action: 'administer', resource: 'api-key' } as const

const Wish = z
  .object({ name: z.string(), office: z.string(), 'scopes[]': z.array(Scope).default([]), until: z.string() })
  .transform(({ 'scopes[]': scopes, ...wish }) => ({ ...wish, scopes }))
  .pipe(ApiKeyWish)

export const keyPages: readonly Route[] = [
  pageRoute({
    path: '/keys',
    summary: 'The API keys of the administrator’s division, and where one is made',
    does,
    query: thingsQuery,
    run: (deps, asked) => showKeys(deps, asked),
  }),
  workbookRoute({
    path: '/keys/list.xlsx',
    summary: 'The API keys of the administrator’s division, as a workbook',
    does,
    query: thingsQuery,
    async run(deps, { query, caller }) {
      const policy = await deps.policies.inForce()
      return thingsFile(policy, caller, await listedKeys(deps, policy, caller, query))
    },
  }),
  formRoute({
    path: '/keys',
    opens: '/keys',
    summary: 'Makes an API key for an office, and shows it this once',
    does,
    refuses: [409],
    form: Wish,
    incomplete: 'key-incomplete',
    again: { field: 'key-name', show: showKeys },
    async run(deps, { body, caller, local }) {
      const { key, token } = await makeKey(deps, caller, body)
      return page(KeyMade({ policy: await deps.policies.inForce(), local, apiKey: key, token }))
    },
  }),
  formRoute({
    path: '/keys/:id/revoke',
    opens: '/keys',
    summary: 'Revokes an API key at once',
    does,
    params: { id: AccountId },
    owner: (deps, { id }) => ownKey(deps, id),
    async run(deps, { params: { id }, caller }) {
      await revokeKey(deps, caller, id)
      return '/keys'
    },
  }),
]

type Shown = Pick<Asked, 'caller' | 'local'> & { readonly query?: ThingsWished }

async function showKeys(
  deps: WebDeps,
  { caller, local, query = {} }: Shown,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const division = divisionOf(caller)
  const policy = await deps.policies.inForce()
  const keys = await listedKeys(deps, policy, caller, query)
  const day = shanghaiDay(deps.now().toISOString())
  const offices = sendersOf(policy, division)
  return page(Keys({ policy, local, division, offices, keys, day, lastEnd: lastEnd(day), fault }), status)
}

async function listedKeys({ apiKeys, now }: WebDeps, policy: Policy, caller: Caller, wished: ThingsWished) {
  const day = shanghaiDay(now().toISOString())
  return chosenThings(keyThings(policy, await apiKeys.list(divisionOf(caller)), day), wished)
}
