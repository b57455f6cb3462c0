/** Break-glass: a duty for hours, given by the city's security alone; the city's auditors and human resources are told. */
import { besideFault, grantsAt } from '../../../../rules/access/deputies.ts'
import { isPartial } from '../../../../rules/access/grants.ts'
import type { UrgentWish } from '../../../../schemas/records/account-request.ts'
import type { WebDeps } from '../../deps.ts'
import { actorOf } from '../../http/allow.ts'
import type { Caller } from '../../http/caller.ts'
import { found, refuse } from '../../http/refuse.ts'
import { endingSessions } from '../sign-in/begin-session.ts'
import { noteAct } from './note-act.ts'

/**
 * Audit and letters go first: nobody has the duty unseen.
 * @throws 400 for a duty that does not fit, 404 for no such account, 409 for one's own, or one that is not in use
 */
export async function giveUrgently(
  deps: WebDeps,
  caller: Caller,
  { division, id, duty, hours, reason }: UrgentWish & { readonly division: string; readonly id: string },
): Promise<void> {
  const account = found(await deps.accounts.get(id))
  if (account.division !== division) throw refuse('not-found')
  if (isPartial(found(actorOf(caller)).id, { account: id, by: '' })) throw refuse('duties-own')
  if (!account.activeAt || account.lockedAt) throw refuse('account-changed')
  const now = deps.now()
  const fault = besideFault(account, [duty], now.getTime())
  if (fault) throw refuse('duties-unfit', fault)
  const until = new Date(now.getTime() + hours * 3_600_000).toISOString()
  await noteAct(deps, caller, 'account-urgent', id, [`${duty} ${reason}`])
  const at = now.toISOString()
  await deps.deadlinesQueue.send({ type: 'account.urgent', division, account: id, duty, until, at })
  const grants = [...grantsAt(account, now.getTime()), { duty, until, kind: 'urgent' as const }]
  if (!(await endingSessions(deps, id, () => deps.accounts.grantUntil(account, grants))))
    throw refuse('account-changed')
}
