/** An administrator asks for an account or for other duties; nothing changes before security confirms it. */
import { randomBytes } from 'node:crypto'
import { wishFault } from '../../../../rules/access/account-acts.ts'
import { deputyFault } from '../../../../rules/access/deputies.ts'
import { grantFault } from '../../../../rules/access/grants.ts'
import { Duty } from '../../../../schemas/duties.ts'
import type { Actor } from '../../../../schemas/records/account.ts'
import type { AccountRequest } from '../../../../schemas/records/account-request.ts'
import type { WebDeps } from '../../deps.ts'
import { actorOf } from '../../http/allow.ts'
import type { Caller } from '../../http/caller.ts'
import { found, refuse } from '../../http/refuse.ts'
import { noteAct } from './note-act.ts'

type Deps = Pick<WebDeps, 'accounts' | 'accountRequests' | 'accountSecrets' | 'audit' | 'policies' | 'now'>
export type Wanted = Pick<AccountRequest, 'division' | 'office' | 'name' | 'signInName' | 'duties'>

/** @throws 400 for duties that do not fit, 409 where the name to sign in by has an account */
export async function askForAccount(deps: Deps, caller: Caller, wanted: Wanted): Promise<void> {
  const fault = grantFault(wanted)
  if (fault) throw refuse('duties-unfit', fault)
  await inPolicy(deps, wanted)
  const nameKey = (await deps.accountSecrets()).keyOf('name', wanted.signInName)
  if (!(await isFree(deps, nameKey))) throw refuse('account-exists')
  const account = randomBytes(8).toString('hex')
  await noteAct(deps, caller, 'account-asked', account, wanted.duties)
  if (!(await deps.accounts.reserve(nameKey, account, wanted.division.slice(0, 6)))) throw refuse('account-exists')
  await put(deps, caller, { ...wanted, account, isNew: true })
}

/**
 * @param until the last day of a deputy
 * @throws 400 for duties or a last day that do not fit, 404 for no such account, 409 for one's own, or where another request waits
 */
export async function askForDuties(
  deps: Deps,
  caller: Caller,
  { division, id, duties, until }: Pick<Actor, 'division' | 'id' | 'duties'> & Pick<AccountRequest, 'until'>,
): Promise<void> {
  const account = found(await deps.accounts.get(id))
  const { name, signInName, office } = account
  if (account.division !== division || account.endedAt || !name || !signInName) throw refuse('not-found')
  const fault =
    until === undefined
      ? grantFault({ division, office, duties })
      : deputyFault(account, { duties, until }, deps.now().getTime())
  if (fault) throw refuse('duties-unfit', fault)
  const open = await deps.accountRequests.get(division.slice(0, 6), id)
  const stands = wishFault(found(actorOf(caller)).id, account, open, until !== undefined)
  if (stands === 'own') throw refuse('duties-own')
  if (stands === 'waiting') throw refuse('request-waiting')
  await noteAct(deps, caller, 'account-asked', id, dutiesUntil({ duties, until }))
  await put(deps, caller, { account: id, isNew: false, division, office, name, signInName, duties, until })
}

/** As an audit entry has it. */
export const dutiesUntil = ({ duties, until }: Pick<AccountRequest, 'duties' | 'until'>): readonly string[] => [
  ...duties,
  ...(until === undefined ? [] : [until]),
]

/** The same account was asked for, or is there. */
export async function askedAlready(deps: Deps, wanted: Wanted): Promise<boolean> {
  const kept = await deps.accounts.reserved((await deps.accountSecrets()).keyOf('name', wanted.signInName))
  if (!kept) return false
  const { account, county } = kept
  const like =
    (await deps.accounts.get(account)) ?? (county && (await deps.accountRequests.get(county, account))) ?? undefined
  const facts = ({
    division,
    office,
    name,
    duties,
  }: Omit<Wanted, 'name' | 'signInName'> & { name?: string | undefined }) =>
    [division, office, name, ...[...duties].sort()].join()
  return like !== undefined && like !== '' && facts(like) === facts(wanted)
}

/** A name without account and open request is left over from whoever was cut off between the two. */
async function isFree({ accounts, accountRequests }: Deps, nameKey: string): Promise<boolean> {
  const kept = await accounts.reserved(nameKey)
  if (!kept) return true
  const { account, county } = kept
  const [known, request] = await Promise.all([
    accounts.get(account),
    county === undefined ? undefined : accountRequests.get(county, account),
  ])
  if (known || (request && !request.refused)) return false
  await accounts.release(nameKey)
  return true
}

async function inPolicy({ policies }: Deps, { division }: Wanted): Promise<void> {
  const { city, counties } = await policies.inForce()
  const known = [city, ...counties, ...counties.flatMap(({ townships }) => townships)]
  if (!known.some(({ code }) => code === division)) throw refuse('not-found')
}

async function put(deps: Deps, caller: Caller, request: Omit<AccountRequest, 'by' | 'at'>): Promise<void> {
  const duties = Duty.options.filter((duty) => request.duties.includes(duty))
  const by = found(actorOf(caller)).id
  const at = deps.now().toISOString()
  if (!(await deps.accountRequests.put({ ...request, duties, by, at }))) throw refuse('request-waiting')
}
