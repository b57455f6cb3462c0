/** The stores that sign-in needs, on one engine, with a clock that is set and an audit that can be broken. */
import { accountSecrets } from '../../../../../formats/account-secrets.ts'
import type { WebDeps } from '../../../../../functions/web/deps.ts'
import { defaultPolicy } from '../../../../../local/hub/default-policy.ts'
import { accounts } from '../../../../../stores/access/accounts.ts'
import { audit } from '../../../../../stores/access/audit.ts'
import { identityBindings } from '../../../../../stores/access/identity-bindings.ts'
import { identityFlows } from '../../../../../stores/access/identity-flows.ts'
import { invitations } from '../../../../../stores/access/invitations.ts'
import { passkeys } from '../../../../../stores/access/passkeys.ts'
import { sessions } from '../../../../../stores/access/sessions.ts'
import { tries } from '../../../../../stores/access/tries.ts'
import { workTable } from '../../../../../stores/aws/work.ts'
import { policies } from '../../../../../stores/policy/policies.ts'
import { type Engine, PEOPLE, WORK } from '../../../../stores/engines.ts'

export const PASSWORD = 'Tianqi7-zuoche'
export const HERE = 'http://localhost'
export const CITY = '440200'
export const TABLES = { people: PEOPLE, work: WORK }

/** @param state read at each call */
export async function signInStand(engine: Engine, state: { time: number; isAuditBroken: boolean }) {
  const work = workTable(engine.clients, WORK)
  await policies(work).put(defaultPolicy())
  const secrets = accountSecrets('x'.repeat(32))
  const chain = audit(work)
  const write: typeof chain.write = (event) =>
    state.isAuditBroken ? Promise.reject(new Error('no audit')) : chain.write(event)
  const kept = {
    accounts: accounts(work),
    invitations: invitations(work),
    identityBindings: identityBindings(work),
    identityFlows: identityFlows(work),
    sessions: sessions(work),
    passkeys: passkeys(work),
    portal: new URL(HERE),
    tries: tries(work),
    policies: policies(work),
    audit: { ...chain, write },
    accountSecrets: async () => secrets,
    now: () => new Date(state.time),
    dayOf: () => '2018-06-06',
  } satisfies Partial<WebDeps>
  return { work, deps: kept as unknown as WebDeps }
}
