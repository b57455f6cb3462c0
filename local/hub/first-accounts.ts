/** The three accounts with which a hub begins (docs/access.md#sign-in). */
import { randomBytes } from 'node:crypto'
import { type Invited, invite } from '../../functions/shared/stages/invite.ts'
import type { Duty } from '../../schemas/duties.ts'
import type { HubStores } from './hub-stores.ts'

const FIRST: readonly Duty[] = ['administrator', 'security', 'auditor']

export interface FirstAccount extends Invited {
  readonly duty: Duty
}

export async function firstAccounts(stores: HubStores, now: Date): Promise<FirstAccount[]> {
  const { city } = await stores.policies.inForce()
  const known = await stores.accounts.inCounty(city.code)
  if (known.some((account) => account.activeAt)) return []
  const deps = { ...stores, now: () => now }
  return Promise.all(
    FIRST.map(async (duty) => {
      // Whoever lost the links before first use gets new ones for the same accounts.
      const before = known.find((account) => account.duties[0] === duty)
      const id = before?.id ?? randomBytes(8).toString('hex')
      await stores.audit.write({
        division: city.code,
        kind: 'invited',
        time: now.toISOString(),
        object: id,
        outcome: 'allowed',
        address: '',
      })
      await stores.accounts.create({ id, division: city.code, duties: [duty], invitedAt: now.toISOString() })
      return { duty, ...(await invite(deps, id)) }
    }),
  )
}
