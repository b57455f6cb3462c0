/** The state of an account, as those who look after it see it. */
import type { Account } from '../../schemas/records/account.ts'

export type AccountState = 'ended' | 'locked' | 'in-use' | 'uninvited' | 'lapsed' | 'invited'

export const INVITED_HOURS = 48

export function accountState(account: Account, now: number): AccountState {
  if (account.endedAt) return 'ended'
  if (account.lockedAt) return 'locked'
  if (account.activeAt) return 'in-use'
  if (!account.letterAt) return 'uninvited'
  return now > Date.parse(account.letterAt) + INVITED_HOURS * 3_600_000 ? 'lapsed' : 'invited'
}
