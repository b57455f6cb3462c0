/** Sessions begin and end. */
import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { type Account, Actor, type Session } from '../../../../schemas/records/account.ts'
import type { SessionKey, Sessions } from '../../../../stores/access/sessions.ts'
import type { WebDeps } from '../../deps.ts'
import { type Caller, cookieName, endOf, type From, sessionFor } from '../../http/caller.ts'
import { refuse } from '../../http/refuse.ts'

/** Of one account. */
const MOST_SESSIONS = 20

export const fromOf = ({ caller: { address, session }, local }: { caller: Caller; local: boolean }): From => ({
  address,
  local,
  replaced: session,
})

/** @returns the value of `Set-Cookie`; the table keeps its hash */
export async function beginSession(
  { sessions, now }: Pick<WebDeps, 'sessions' | 'now'>,
  account: Account,
  stage: Session['stage'],
  {
    address,
    local,
    replaced,
    next,
    byProvider,
    limits,
  }: From & Pick<Partial<Session>, 'next' | 'byProvider' | 'limits'>,
): Promise<string> {
  const { cookie, key } = sessionFor(account.id, randomBytes(32).toString('base64url'))
  const time = now().toISOString()
  const actor = Actor.parse(account)
  const session = { stage, actor, startedAt: time, usedAt: time, address, next, byProvider, limits }
  await Promise.all([sessions.begin(key, session, endOf(session)), replaced && sessions.end(replaced)])
  return setCookie(cookie, local)
}

/**
 * @returns the value of `Set-Cookie`
 * @throws 409 where the account was locked, or got other duties, while its holder signed in
 */
export async function beginSignedIn(
  deps: WebDeps,
  account: Account,
  from: From & Pick<Partial<Session>, 'byProvider'>,
): Promise<string> {
  const { signIn: limits } = await deps.policies.inForce()
  const cookie = await beginSession(deps, account, 'signed-in', { ...from, limits })
  // Whoever locks an account ends the sessions that they find: this one is either found, or finds the lock.
  const [now, begun] = await Promise.all([
    deps.accounts.used(account.id, deps.now().toISOString()),
    deps.sessions.list(account.id),
  ])
  if (now?.activeAt && isDeepStrictEqual(dutiesIn(now), dutiesIn(account))) {
    await endUnused(deps, account.id, begun)
    return cookie
  }
  await endSessions(deps, account.id)
  throw refuse('sign-in-lapsed')
}

/** Sessions that have ended by themselves are still kept for a while, and are unused for longest. */
async function endUnused(
  { sessions }: Pick<WebDeps, 'sessions'>,
  account: string,
  begun: Awaited<ReturnType<Sessions['list']>>,
): Promise<void> {
  const kept = begun.filter(({ stage }) => stage === 'signed-in')
  const unused = kept.sort((a, b) => (a.usedAt < b.usedAt ? 1 : -1)).slice(MOST_SESSIONS)
  for (const { hash } of unused) await sessions.end({ account, hash })
}

const dutiesIn = ({ duties, grants = [] }: Account) => [duties, grants]

export const endCookie = (local: boolean): string => `${setCookie('', local)}; Max-Age=0`

/** The cookie ends with the browser; the server's own end comes first. */
const setCookie = (value: string, local: boolean): string =>
  `${cookieName(local)}=${value}; Path=/; HttpOnly; SameSite=Lax${local ? '' : '; Secure'}`

/** @param but the session that stays */
export async function endSessions(
  { sessions }: Pick<WebDeps, 'sessions'>,
  account: string,
  but?: SessionKey,
): Promise<void> {
  for (const { hash } of await sessions.list(account)) if (hash !== but?.hash) await sessions.end({ account, hash })
}

/**
 * Sessions end on both sides of a change to their account: a crash between the two leaves none from before, and none that
 * began meanwhile stays.
 * @param but the session that stays
 */
export async function endingSessions<T>(
  deps: Pick<WebDeps, 'sessions'>,
  account: string,
  change: () => Promise<T>,
  but?: SessionKey,
): Promise<T> {
  await endSessions(deps, account, but)
  const changed = await change()
  await endSessions(deps, account, but)
  return changed
}
