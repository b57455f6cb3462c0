/** An invitation by letter: by mail where the account has an address, else on paper by its administrator. */
import type { Account } from '../../../../schemas/records/account.ts'
import { type Invited, invite } from '../../../shared/stages/invite.ts'
import type { WebDeps } from '../../deps.ts'
import type { Caller } from '../../http/caller.ts'
import { found, refuse } from '../../http/refuse.ts'
import { noteAct } from './note-act.ts'

/** Of one account. */
const LETTERS = { most: 10, minutes: 60 }

const hasMail = ({ signInName }: Pick<Account, 'signInName'>) => signInName?.includes('@') ?? false

/** @param at tells one letter from another: a repeat sends nothing */
export async function sendLetter(
  { deadlinesQueue }: Pick<WebDeps, 'deadlinesQueue'>,
  { id, division, signInName }: Pick<Account, 'id' | 'division' | 'signInName'>,
  at: string,
): Promise<void> {
  if (!hasMail({ signInName })) return
  await deadlinesQueue.send({ type: 'account.invited', county: division.slice(0, 6), account: id, at })
}

/**
 * The letter before opens nothing any more.
 * @returns what the paper says, where it goes on paper
 * @throws 404 for no such account, 409 where its holder has taken it up or may not, or where too many were sent
 */
export async function letterAgain(
  deps: WebDeps,
  caller: Caller,
  { division, id, by }: { division: string; id: string; by: 'mail' | 'paper' },
): Promise<{ account: Account; invited?: Invited }> {
  const account = found(await deps.accounts.get(id))
  if (account.division !== division) throw refuse('not-found')
  if (account.activeAt || account.lockedAt) throw refuse('letter-needless')
  if (!(await deps.tries.countAt(`letters ${id}`, deps.now().toISOString(), LETTERS))) throw refuse('letters-too-many')
  // Whoever prints a link could use it: an auditor can tell those from what went to the holder's own address.
  await noteAct(deps, caller, by === 'paper' ? 'invited-on-paper' : 'invited', id)
  if (by === 'paper') return { account, invited: await invite(deps, id) }
  await sendLetter(deps, account, deps.now().toISOString())
  return { account }
}
