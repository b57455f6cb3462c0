/** Sessions begin and end. */
import { randomBytes } from 'node:crypto'
import { type Account, Actor, type Session } from '../../../schemas/records/account.ts'
import type { SessionKey } from '../../../stores/access/sessions.ts'
import type { WebDeps } from '../deps.ts'
import { type Caller, cookieName, endOf, sessionFor } from '../http/caller.ts'

export interface From {
  readonly address: string
  readonly local: boolean
  /** The browser loses this session's number to the next one's: left open, it would look like another place. */
  readonly replaced?: SessionKey | undefined
}

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
  { address, local, replaced, next, byProvider }: From & Pick<Partial<Session>, 'next' | 'byProvider'>,
): Promise<string> {
  const start = now()
  const { cookie, key } = sessionFor(account.id, randomBytes(32).toString('base64url'))
  const time = start.toISOString()
  const actor = Actor.parse(account)
  await sessions.begin(
    key,
    { stage, actor, startedAt: time, usedAt: time, address, next, byProvider },
    endOf(stage, start),
  )
  if (replaced) await sessions.end(replaced)
  return setCookie(cookie, local)
}

export const endCookie = (local: boolean): string => `${setCookie('', local)}; Max-Age=0`

/** The cookie ends with the browser; the server's own end comes first. */
const setCookie = (value: string, local: boolean): string =>
  `${cookieName(local)}=${value}; Path=/; HttpOnly; SameSite=Lax${local ? '' : '; Secure'}`

export async function endSessions({ sessions }: Pick<WebDeps, 'sessions'>, account: string): Promise<void> {
  for (const { hash } of await sessions.list(account)) await sessions.end({ account, hash })
}
