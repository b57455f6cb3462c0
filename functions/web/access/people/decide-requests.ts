/** Security confirms or refuses what administrators ask for. */
import { deputyFault, deputyGrants, grantsAt } from '../../../../rules/access/deputies.ts'
import { grantFault, isPartial, lastDuty } from '../../../../rules/access/grants.ts'
import type { AccountRequest } from '../../../../schemas/records/account-request.ts'
import type { WebDeps } from '../../deps.ts'
import { actorOf } from '../../http/allow.ts'
import type { Caller } from '../../http/caller.ts'
import { found, Refusal, refuse } from '../../http/refuse.ts'
import { endingSessions } from '../sign-in/begin-session.ts'
import { actOn } from './account-acts.ts'
import { dutiesUntil } from './ask-for-account.ts'
import { inTens } from './in-tens.ts'
import { inTurn } from './in-turn.ts'
import { noteAct } from './note-act.ts'
import { sendLetter } from './send-letter.ts'

/** What a page showed of a request: a later one under the same account is another. */
export interface Shown {
  readonly account: string
  readonly at: string
}

/**
 * Those that have not changed and can be are decided, the others are left.
 * @throws 409 where some were decided by now, where one is the caller's own, or where a duty would have nobody
 */
export async function decideRequests(
  deps: WebDeps,
  caller: Caller,
  { county, shown, reason }: { county: string; shown: readonly Shown[]; reason?: string | undefined },
): Promise<void> {
  const actor = found(actorOf(caller)).id
  const open = new Map((await deps.accountRequests.list(county)).map((one) => [one.account, one]))
  const known = shown.flatMap(({ account, at }) => {
    const request = open.get(account)
    return request && request.at === at && !request.refused ? [request] : []
  })
  if (known.some((request) => isPartial(actor, request))) throw refuse('duties-own')
  const decide = async (request: AccountRequest) => {
    try {
      await (reason === undefined ? confirm(deps, caller, request) : decline(deps, caller, request, reason))
    } catch (error) {
      if (error instanceof Refusal) return error
      throw error
    }
    return undefined
  }
  const refused = await inTens(
    known.filter(({ isNew }) => isNew),
    decide,
  )
  // Of two accounts that are to lose a duty, the second may be the last that has it.
  for (const request of known.filter(({ isNew }) => !isNew)) refused.push(await decide(request))
  const first = refused.find((one) => one !== undefined)
  if (first) throw first
  if (known.length < shown.length) throw refuse('request-changed')
}

async function confirm(deps: WebDeps, caller: Caller, request: AccountRequest): Promise<void> {
  const { account: id, division, duties, until, isNew, ends } = request
  if (ends) return actOn(deps, caller, { division, id, act: 'end' })
  if (until !== undefined) return confirmDeputy(deps, caller, { ...request, until })
  const fault = grantFault(request)
  if (fault) throw refuse('duties-unfit', fault)
  if (!isNew) return inTurn(deps, division, () => confirmDuties(deps, caller, request))
  await noteAct(deps, caller, 'account-confirmed', id, duties)
  await claimed(deps, request, () => begin(deps, request))
}

async function confirmDuties(deps: WebDeps, caller: Caller, request: AccountRequest): Promise<void> {
  const { account: id, duties } = request
  await leavesNoGap(deps, request)
  await noteAct(deps, caller, 'account-confirmed', id, duties)
  await claimed(deps, request, () => endingSessions(deps, id, () => deps.accounts.grant(id, duties)))
}

async function begin(deps: WebDeps, request: AccountRequest): Promise<void> {
  const { account: id, division, office, name, signInName, duties, at } = request
  await deps.accounts.create({ id, division, office, name, signInName, duties, invitedAt: deps.now().toISOString() })
  await sendLetter(deps, { id, division, signInName }, at)
}

async function confirmDeputy(
  deps: WebDeps,
  caller: Caller,
  request: AccountRequest & { readonly until: string },
): Promise<void> {
  const { account: id, duties, until } = request
  const account = found(await deps.accounts.get(id))
  const now = deps.now().getTime()
  const fault = deputyFault(account, request, now)
  if (fault) throw refuse('duties-unfit', fault)
  await noteAct(deps, caller, 'account-confirmed', id, dutiesUntil(request))
  const grants = [...grantsAt(account, now), ...deputyGrants(duties, until)]
  await claimed(deps, request, async () => {
    if (!(await endingSessions(deps, id, () => deps.accounts.grantUntil(account, grants))))
      throw refuse('account-changed')
  })
}

/**
 * Of two decisions at once one stands. A request whose confirmation was cut off can only be confirmed again.
 * @throws 409 where it is another by now, or was refused
 */
async function claimed(
  { accountRequests }: Pick<WebDeps, 'accountRequests'>,
  request: AccountRequest,
  carryOut: () => Promise<void>,
): Promise<void> {
  if (!(await accountRequests.claim(request))) throw refuse('request-changed')
  try {
    await carryOut()
  } catch (error) {
    if (error instanceof Refusal) await accountRequests.unclaim(request)
    throw error
  }
  await accountRequests.remove(request.division.slice(0, 6), request.account)
}

async function leavesNoGap(deps: WebDeps, { account: id, division, duties }: AccountRequest): Promise<void> {
  const all = await deps.accounts.inCounty(division.slice(0, 6))
  const account = found(all.find((one) => one.id === id))
  const last = lastDuty(account, duties, all)
  if (last) throw refuse('duty-last', last)
}

async function decline(deps: WebDeps, caller: Caller, request: AccountRequest, reason: string): Promise<void> {
  await noteAct(deps, caller, 'account-declined', request.account, dutiesUntil(request))
  const refused = { by: found(actorOf(caller)).id, at: deps.now().toISOString(), reason }
  if (!(await deps.accountRequests.refuse(request, refused))) throw refuse('request-changed')
  if (request.isNew) await deps.accounts.release((await deps.accountSecrets()).keyOf('name', request.signInName))
}
