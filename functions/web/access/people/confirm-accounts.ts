/** The head of an office confirms whose account stays, and who has left: security ends those accounts. */
import type { Account } from '../../../../schemas/records/account.ts'
import type { AccountCheck } from '../../../../schemas/records/account-check.ts'
import type { WebDeps } from '../../deps.ts'
import { signatureOf } from '../../http/allow.ts'
import type { Caller } from '../../http/caller.ts'
import { refuse } from '../../http/refuse.ts'
import { checkViews } from './account-check-view.ts'
import { noteAct } from './note-act.ts'

interface Said {
  readonly county: string
  /** Accounts that the page showed. */
  readonly shown: readonly string[]
  readonly left: readonly string[]
}

/**
 * What was confirmed before stays as it is.
 * @throws 409 where the page did not show an account that is there now
 */
export async function confirmAccounts(deps: WebDeps, caller: Caller, { county, shown, left }: Said): Promise<void> {
  const open = (await checkViews(deps, caller, county)).filter(({ accounts }) => accounts.length > 0)
  if (open.some(({ accounts }) => accounts.some(({ id }) => !shown.includes(id)))) throw refuse('check-changed')
  for (const { check, accounts } of open) {
    const leavers = accounts.filter(({ id }) => left.includes(id))
    for (const account of leavers) await askToEnd(deps, caller, account)
    await confirm(deps, caller, check, { stay: accounts.length - leavers.length, left: leavers.length })
  }
}

async function askToEnd(deps: WebDeps, caller: Caller, account: Account): Promise<void> {
  const { id, division, office, name, signInName, duties } = account
  // An account whose holder never began has no name that security could know it by.
  if (!name || !signInName) return
  await noteAct(deps, caller, 'account-left', id)
  await deps.accountRequests.put({
    ...{ account: id, isNew: false, ends: true, division, name, signInName, duties },
    ...(office && { office }),
    ...{ by: signatureOf(caller).account, at: deps.now().toISOString() },
  })
}

async function confirm(
  deps: WebDeps,
  caller: Caller,
  check: AccountCheck,
  counts: { readonly stay: number; readonly left: number },
): Promise<void> {
  const { quarter, division, office } = check
  await noteAct(deps, caller, 'accounts-checked', [quarter, division, office].filter(Boolean).join(' '))
  await deps.accountChecks.confirm(check, { by: signatureOf(caller), at: deps.now().toISOString(), ...counts })
}
