/** The caller: a cookie's session, and the address it comes from. */
import { hash } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import * as z from 'zod'
import { asOf } from '../../../rules/access/deputies.ts'
import type { Role } from '../../../schemas/duties.ts'
import { AccountId, type Actor, type Session } from '../../../schemas/records/account.ts'
import { SessionLimits } from '../../../schemas/records/sign-in-policy.ts'
import type { SessionKey } from '../../../stores/access/sessions.ts'
import type { WebDeps } from '../deps.ts'

export function isLocal(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)
}

/** Browsers keep a neighbour under the same parent domain from setting a cookie of this prefix. */
const named = (name: string, local: boolean): string => (local ? name : `__Host-${name}`)
export const cookieName = (local: boolean): string => named('yingbao-session', local)
/** Of a browser that is on its way to the city's identity provider. */
export const browserCookieName = (local: boolean): string => named('yingbao-browser', local)

/** Minutes. Pages without persons shall cost no write, so a session's last use is written at most this often. */
const NOTED_EVERY = 1
/** Minutes between the password and the second factor, or a new password. */
const HALF = 10
const DEFAULT = SessionLimits.parse({})

/** A page that asks for itself again says so: it is left open, not used. */
const RENEWAL = 'X-Page-Renewal'

/** Whence a try at signing in comes. */
export interface From {
  readonly address: string
  readonly local: boolean
  /** The browser loses this session's number to the next one's: left open, it would look like another place. */
  readonly replaced?: SessionKey | undefined
}

/** An account, or a key of an office's own system. */
export interface Acting extends Omit<Actor, 'duties'> {
  readonly duties: readonly Role[]
}

export interface Caller {
  readonly address: string
  readonly browser: string | undefined
  readonly session: (SessionKey & Session) | undefined
  /** What came by key has no session. */
  readonly key?: Acting
}

declare module 'hono' {
  interface ContextVariableMap {
    caller: Caller
  }
}

const Gateway = z.object({ requestContext: z.object({ http: z.object({ sourceIp: z.string().max(64) }) }) })

const keyOf = (cookie: string): SessionKey | undefined => {
  const [account = '', token = ''] = cookie.split('.')
  return AccountId.safeParse(account).success ? { account, hash: hash('sha256', token, 'hex') } : undefined
}

/** @returns the cookie's value and the key under which its session is kept */
export function sessionFor(account: string, token: string): { cookie: string; key: SessionKey } {
  return { cookie: `${account}.${token}`, key: { account, hash: hash('sha256', token, 'hex') } }
}

export const addressOf = (c: Context): string => Gateway.safeParse(c.env).data?.requestContext.http.sourceIp ?? ''

export async function callerOf(deps: Pick<WebDeps, 'sessions' | 'now'>, c: Context): Promise<Caller> {
  const address = addressOf(c)
  const local = isLocal(c.req.url)
  const from = { address, browser: getCookie(c, browserCookieName(local)) }
  const cookie = getCookie(c, cookieName(local))
  const key = cookie === undefined ? undefined : keyOf(cookie)
  const kept = key && (await deps.sessions.get(key))
  const now = deps.now()
  if (!(key && kept) || isOver(kept, now)) return { ...from, session: undefined }
  const session = { ...kept, actor: asOf(kept.actor, now.getTime()) }
  const isUsed = session.stage === 'signed-in' && c.req.header(RENEWAL) === undefined
  if (!isUsed || minutesBetween(session.usedAt, now) <= NOTED_EVERY) return { ...from, session: { ...session, ...key } }
  const usedAt = now.toISOString()
  await deps.sessions.use(key, usedAt)
  return { ...from, session: { ...session, ...key, usedAt } }
}

const minutesBetween = (time: string, now: Date) => (now.getTime() - Date.parse(time)) / 60_000

/** Seconds until a session ends if nobody uses it. */
export function secondsLeft(session: Session, now: Date): number {
  const { stage, usedAt, limits = DEFAULT } = session
  const left = (Date.parse(endOf(session)) - now.getTime()) / 1000
  return stage === 'signed-in' ? Math.min(left, 60 * (limits.idleMinutes - minutesBetween(usedAt, now))) : left
}

/** The table keeps sessions a while longer than they last. */
export const isOver = (session: Session, now: Date): boolean => secondsLeft(session, now) < 0

/** A session ends by then, however much it is used. */
export function endOf({ stage, startedAt, limits = DEFAULT }: Pick<Session, 'stage' | 'startedAt' | 'limits'>): string {
  const minutes = stage === 'signed-in' ? 60 * limits.wholeHours : HALF
  return new Date(Date.parse(startedAt) + minutes * 60_000).toISOString()
}
