/** Security locks, unlocks and ends accounts, and takes lost factors away: at once, also where its holder is signed in. */
import { actFault } from '../../../../rules/access/account-acts.ts'
import type { Account } from '../../../../schemas/records/account.ts'
import type { AccountAct } from '../../../../schemas/records/account-request.ts'
import { discardAwaited } from '../../../shared/work/discard-awaited.ts'
import type { WebDeps } from '../../deps.ts'
import { actorOf } from '../../http/allow.ts'
import type { Caller } from '../../http/caller.ts'
import { found, refuse } from '../../http/refuse.ts'
import { endingSessions } from '../sign-in/begin-session.ts'
import { inTurn } from './in-turn.ts'
import { noteAct } from './note-act.ts'
import { sendLetter } from './send-letter.ts'

/** @throws 404 for no such account, 409 for one's own, one in another state, or the last with a duty that is needed */
export async function actOn(
  deps: WebDeps,
  caller: Caller,
  { division, id, act }: { division: string; id: string; act: AccountAct },
): Promise<void> {
  await inTurn(deps, division, async () => {
    const all = await deps.accounts.inCounty(division.slice(0, 6))
    const account = found(all.find((one) => one.id === id && one.division === division))
    const actor = found(actorOf(caller)).id
    const fault = actFault(act, actor, account, all, deps.now().getTime())
    if (fault?.fault === 'own') throw refuse('duties-own')
    if (fault?.fault === 'state') throw refuse('account-changed')
    if (fault?.fault === 'last') throw refuse('duty-last', fault.duty)
    // Of two who lock each other one stays.
    if (all.some((one) => one.id === actor && one.lockedAt)) throw refuse('account-changed')
    await noteAct(deps, caller, `account-${act}`, id)
    await ACTS[act](deps, account, deps.now().toISOString())
  })
}

type Act = (deps: WebDeps, account: Account, at: string) => Promise<void>

/** The lock goes first: a session that begins meanwhile finds it, and an earlier one is found. */
const ACTS: Record<AccountAct, Act> = {
  async lock(deps, { id, division }, at) {
    await endingSessions(deps, id, () => deps.accounts.lock(id, at))
    await discardAwaited(deps, division, id)
  },
  async unlock(deps, { id }, at) {
    await deps.accounts.unlock(id, at)
  },
  async withdraw(deps, account) {
    if (!(await endingSessions(deps, account.id, () => deps.accounts.grantUntil(account, []))))
      throw refuse('account-changed')
  },
  async reset(deps, account, at) {
    const { id } = account
    await ACTS.lock(deps, account, at)
    await deps.accounts.disarm(id)
    await deps.passkeys.change(id, () => [])
    await deps.accounts.unlock(id, at)
    await sendLetter(deps, account, at)
  },
  async end(deps, { id, division, signInName }, at) {
    await endingSessions(deps, id, () => deps.accounts.end(id, at))
    await discardAwaited(deps, division, id)
    await deps.accountRequests.remove(division.slice(0, 6), id)
    if (signInName) await deps.accounts.release((await deps.accountSecrets()).keyOf('name', signInName))
  },
}
