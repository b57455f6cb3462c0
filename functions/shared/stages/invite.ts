/** Links by which accounts are taken up: good once, for two days, with the code that stands in the same letter. */
import { hash, randomBytes, randomInt } from 'node:crypto'
import type { AccountSecrets } from '../../../formats/account-secrets.ts'
import { INVITED_HOURS } from '../../../rules/access/account-state.ts'
import type { Accounts } from '../../../stores/access/accounts.ts'
import type { Invitations } from '../../../stores/access/invitations.ts'

export interface Invited {
  readonly token: string
  readonly code: string
}

interface Deps {
  readonly accounts: Accounts
  readonly invitations: Invitations
  readonly accountSecrets: () => Promise<AccountSecrets>
  readonly now: () => Date
}

export const hashOf = (token: string) => hash('sha256', token, 'hex')

/**
 * Earlier links of the account open nothing any more.
 * @param at by which the letter is known, where it was asked for before
 */
export async function invite(
  { accounts, invitations, accountSecrets, now }: Deps,
  account: string,
  at = now().toISOString(),
): Promise<Invited> {
  const token = randomBytes(24).toString('base64url')
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const until = new Date(now().getTime() + INVITED_HOURS * 3_600_000).toISOString()
  const secrets = await accountSecrets()
  await invitations.put(hashOf(token), { account, code: secrets.digest(code), until, tries: 0 })
  await accounts.sent(account, at)
  return { token, code }
}
