/** Kinds of pages, as the table of routes has them. */
import { readFileSync } from 'node:fs'

interface Kind {
  readonly path: string
  readonly summary: string
  readonly pattern: RegExp
}
export const KINDS: readonly Kind[] = [
  ...readFileSync('docs/routes.md', 'utf8').matchAll(/^\| GET `(\/(?!api\/)[^`]*)`.*\| ([^|]+) \|$/gm),
].map(([, path = '', summary = '']) => ({
  path,
  summary,
  pattern: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`),
}))

export const kindOf = (url: URL) => KINDS.find(({ pattern }) => pattern.test(url.pathname))
/** Of its pictures. */
export const nameOf = (path: string) => path.slice(1).replace(/\W+/g, '-').replace(/-$/, '') || 'home'
