/** Whether an account is the last with a duty is asked of all accounts of a county, so one at a time changes what they may. */
import { randomBytes } from 'node:crypto'
import type { WebDeps } from '../../deps.ts'
import { refuse } from '../../http/refuse.ts'

/** Longer than any request: of one that died nothing goes on. */
const SECONDS = 60

/** @throws 409 where somebody else is at it: what they do is to be seen first */
export async function inTurn<T>(
  { accounts, now }: Pick<WebDeps, 'accounts' | 'now'>,
  division: string,
  work: () => Promise<T>,
): Promise<T> {
  const turn = { county: division.slice(0, 6), by: randomBytes(8).toString('hex') }
  const time = now()
  const until = new Date(time.getTime() + SECONDS * 1000).toISOString()
  if (!(await accounts.takeTurn(turn, time.toISOString(), until))) throw refuse('account-changed')
  try {
    return await work()
  } finally {
    await accounts.endTurn(turn)
  }
}
