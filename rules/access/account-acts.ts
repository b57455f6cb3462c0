/** What is done to an account (docs/access.md#accounts), and what stands against it. */
import type { Duty } from '../../schemas/duties.ts'
import type { Account } from '../../schemas/records/account.ts'
import type { AccountAct, AccountRequest } from '../../schemas/records/account-request.ts'
import { type AccountState, accountState } from './account-state.ts'
import { grantsAt } from './deputies.ts'
import { lastDuty } from './grants.ts'

const TAKEN_UP: readonly AccountState[] = ['in-use']
const BEFORE: readonly AccountState[] = ['uninvited', 'invited', 'lapsed']

const FROM: Record<AccountAct, readonly AccountState[]> = {
  lock: [...TAKEN_UP, ...BEFORE],
  unlock: ['locked'],
  withdraw: [...TAKEN_UP, ...BEFORE],
  reset: TAKEN_UP,
  end: [...TAKEN_UP, ...BEFORE, 'locked'],
}

/** @param now in milliseconds */
export function isOffered(act: AccountAct, account: Account, now: number): boolean {
  return FROM[act].includes(accountState(account, now)) && (act !== 'withdraw' || grantsAt(account, now).length > 0)
}

export type ActFault = { readonly fault: 'own' | 'state' } | { readonly fault: 'last'; readonly duty: Duty }

/** @param all every account of the county or city. @param now in milliseconds */
export function actFault(
  act: AccountAct,
  actor: string,
  account: Account,
  all: readonly Account[],
  now: number,
): ActFault | undefined {
  if (actor === account.id) return { fault: 'own' }
  if (!isOffered(act, account, now)) return { fault: 'state' }
  const duty = act === 'end' ? lastDuty(account, [], all) : undefined
  return duty && { fault: 'last', duty }
}

export type WishFault = 'own' | 'nameless' | 'waiting'

/**
 * Why other duties, or those of a deputy, cannot be asked for; undefined where they can.
 * @param open what was asked for the account before
 */
export function wishFault(
  actor: string,
  { id, name, signInName }: Pick<Account, 'id' | 'name' | 'signInName'>,
  open: AccountRequest | undefined,
  isDeputy: boolean,
): WishFault | undefined {
  if (actor === id) return 'own'
  if (!name || !signInName) return 'nameless'
  if (!open || open.refused) return undefined
  // Whoever asked corrects it.
  const isCorrected = open.by === actor && !open.ends && (open.until !== undefined) === isDeputy
  return isCorrected ? undefined : 'waiting'
}
