/** What web loads before it answers anything: each page of a cold start waits for it. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const ROOT = new URL('../../../', import.meta.url)
/** `import {…} from '…'` and `export … from '…'`, but for those of types alone. */
const STATIC = /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm

function graphOf(entry: string) {
  const own = new Set<string>()
  const outside = new Set<string>()
  const follow = (file: URL): void => {
    if (own.has(file.href)) return
    own.add(file.href)
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(STATIC)) {
      const target = new URL(path, file)
      if (!path.startsWith('.'))
        outside.add(
          path
            .split('/')
            .slice(0, path.startsWith('@') ? 2 : 1)
            .join('/'),
        )
      else if (/\.tsx?$/.test(path) && existsSync(target)) follow(target)
      else outside.add(path)
    }
  }
  follow(new URL(entry, ROOT))
  return { own, outside: [...outside].filter((name) => !name.startsWith('node:')).sort() }
}

const TABLE_AND_PAGES = ['@aws-sdk/util-dynamodb', 'aws4', 'hono', 'zod']

test('before the first page: the table’s client and the library of pages; no page of any kind, and no other service', () => {
  const { own, outside } = graphOf('functions/web/handler.ts')
  expect(own.size).toBeGreaterThan(100)
  // Other services, spreadsheets, charts, holidays, passkeys, identity providers and common passwords come when they are asked for.
  expect(outside).toEqual(TABLE_AND_PAGES)
  const pages = [...own].flatMap(
    (file) => /\/(forms|rules\/cases|functions\/web\/(?!http)\w+|pages\/(?!parts)\w+)\//.exec(file)?.[1] ?? [],
  )
  expect([...new Set(pages)]).toEqual(['functions/web/readings'])
})

test('signing in brings its own libraries, the home page the holidays; neither a spreadsheet', () => {
  expect(graphOf('functions/web/rooms/sign-in.ts').outside).toEqual(['hono', 'otpauth', 'uqr', 'zod'])
  const { own, outside } = graphOf('functions/web/rooms/home.ts')
  expect(outside).toEqual(['chinese-days', 'hono', 'zod'])
  expect([...own].filter((file) => /statistics\/draw/.test(file))).toEqual([])
})
