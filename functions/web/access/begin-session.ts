/** Sessions begin and end. */
import { randomBytes } from 'node:crypto'
import { type Account, Actor, type Session } from '../../../schemas/records/account.ts'
import type { WebDeps } from '../deps.ts'
import { cookieName, endOf, sessionFor } from '../http/caller.ts'

export interface From {
  readonly address: string
  readonly local: boolean
}

/** @returns the value of `Set-Cookie`; the table keeps its hash */
export async function beginSession(
  { sessions, now }: Pick<WebDeps, 'sessions' | 'now'>,
  account: Account,
  stage: Session['stage'],
  { address, local, next, byProvider }: From & Pick<Partial<Session>, 'next' | 'byProvider'>,
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
  return setCookie(cookie, local)
}

export const endCookie = (local: boolean): string => `${setCookie('', local)}; Max-Age=0`

/** The cookie ends with the browser; the server's own end comes first. */
const setCookie = (value: string, local: boolean): string =>
  `${cookieName(local)}=${value}; Path=/; HttpOnly; SameSite=Lax${local ? '' : '; Secure'}`

export async function endSessions({ sessions }: Pick<WebDeps, 'sessions'>, account: string): Promise<void> {
  for (const { hash } of await sessions.list(account)) await sessions.end({ account, hash })
}
