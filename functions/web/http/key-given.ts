/** The key with which an office's own system asks the API. */
import type { Context } from 'hono'

export const CHALLENGE = 'WWW-Authenticate'

/** With what the API lets in (RFC 6750): of a key that was wrong it says so. */
export const challengeOf = (isWrong: boolean): string =>
  `Bearer realm="yingbao"${isWrong ? ', error="invalid_token"' : ''}`

/** Pages know no keys (docs/access.md). @returns whatever stands in its place, also where it is none */
export function keyGiven(c: Context): string | undefined {
  if (!c.req.path.startsWith('/api/')) return undefined
  const given = /^bearer( |$)/i.exec(c.req.header('Authorization') ?? '')
  return given ? given.input.slice('bearer '.length).trim() : undefined
}
