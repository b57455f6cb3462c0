/** The caller: a cookie's session, and the address it comes from. */
import { hash } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import * as z from 'zod'
import { AccountId, type Session } from '../../../schemas/records/account.ts'
import type { SessionKey } from '../../../stores/access/sessions.ts'
import type { WebDeps } from '../deps.ts'

export function isLocal(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)
}

/** Browsers keep a neighbour under the same parent domain from setting a cookie of this prefix. */
export const cookieName = (local: boolean): string => (local ? 'yingbao-session' : '__Host-yingbao-session')

/** Minutes. Pages without persons shall cost no write, so a session's last use is written at most this often. */
const NOTED_EVERY = 1
const IDLE = 30
const WHOLE = 600
/** Minutes between the password and the second factor. */
const HALF = 10

export interface Caller {
  readonly address: string
  readonly session: (SessionKey & Session) | undefined
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

export async function callerOf(deps: Pick<WebDeps, 'sessions' | 'now'>, c: Context): Promise<Caller> {
  const address = Gateway.safeParse(c.env).data?.requestContext.http.sourceIp ?? ''
  const cookie = getCookie(c, cookieName(isLocal(c.req.url)))
  const key = cookie === undefined ? undefined : keyOf(cookie)
  const session = key && (await deps.sessions.get(key))
  if (!(key && session)) return { address, session: undefined }
  const now = deps.now()
  if (isOver(session, now)) return { address, session: undefined }
  if (session.stage === 'signed-in' && minutesBetween(session.usedAt, now) > NOTED_EVERY && !isRenewal(c))
    await deps.sessions.use(key, now.toISOString())
  return { address, session: { ...session, ...key } }
}

const minutesBetween = (time: string, now: Date) => (now.getTime() - Date.parse(time)) / 60_000

/** The table keeps sessions a while longer than they last. */
export function isOver({ stage, startedAt, usedAt }: Session, now: Date): boolean {
  const since = minutesBetween(startedAt, now)
  return stage === 'code' ? since > HALF : since > WHOLE || minutesBetween(usedAt, now) > IDLE
}

/** A page that asks for itself again is left open, not used. */
const isRenewal = (c: Context) => c.req.method === 'GET' && c.req.header('Sec-Fetch-Dest') === 'empty'

/** A session that begins now ends by then. */
export function endOf(stage: Session['stage'], start: Date): string {
  return new Date(start.getTime() + (stage === 'code' ? HALF : WHOLE) * 60_000).toISOString()
}
