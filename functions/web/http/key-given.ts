/** The key with which an office's own system asks the API. */
import type { Context } from 'hono'

/** Pages know no keys. @returns whatever stands in its place, also where it is none */
export function keyGiven(c: Context): string | undefined {
  if (!c.req.path.startsWith('/api/')) return undefined
  const given = /^bearer( |$)/i.exec(c.req.header('Authorization') ?? '')
  return given ? given.input.slice('bearer '.length).trim() : undefined
}
