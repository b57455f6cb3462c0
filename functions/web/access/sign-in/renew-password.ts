/** A password that is older than policy allows (docs/access.md#sign-in). */
import { Holder, type Session } from '../../../../schemas/records/account.ts'
import type { SessionKey } from '../../../../stores/access/sessions.ts'
import type { WebDeps } from '../../deps.ts'
import type { From } from '../../http/caller.ts'
import { refuse } from '../../http/refuse.ts'
import { note } from '../../http/tried.ts'
import { beginSignedIn } from './begin-session.ts'
import { fitPassword, type NewPassword, newToAccount, setPassword } from './new-secrets.ts'

/**
 * A password that is too old is renewed before anything else.
 * @returns the cookie of a session
 * @throws 400 for an unfit password, 409 where the session is over or the password was changed meanwhile
 */
export async function renewPassword(
  deps: WebDeps,
  chosen: NewPassword,
  session: SessionKey & Session,
  from: From,
): Promise<string> {
  const { account, factors } = await deps.accounts.withFactors(session.account)
  const holder = Holder.safeParse(account).data
  if (!account || !holder || account.lockedAt || factors?.password === undefined) throw refuse('sign-in-lapsed')
  await fitPassword(chosen, holder)
  await newToAccount(chosen.password, factors)
  await setPassword(deps, account, factors, chosen.password, from)
  await note(deps, account, 'sign-in', from)
  return beginSignedIn(deps, account, from)
}
