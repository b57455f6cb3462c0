/** Who looks is known while a page is written out, and not yet where a route calls the page itself. */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const sources = (pattern: string) => globSync(pattern).map((file) => readFileSync(file, 'utf8'))

test('no page that a route calls asks there who looks: a part of it does', () => {
  const called = new Set(
    sources('functions/web/**/*.ts').flatMap((text) =>
      [...text.matchAll(/\bpage\(\s*([A-Z]\w+)\(/g)].map(([, name]) => name),
    ),
  )
  expect(called.size).toBeGreaterThan(40)
  const parts = sources('pages/**/*.tsx').flatMap((text) => text.split(/^(?=(?:export )?function )/m))
  const asking = parts.filter((part) => /\buse[A-Z]\w*\(/.test(part))
  const named = asking.map((part) => part.match(/^(?:export )?function (\w+)/)?.[1])
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((name) => called.has(name))).toEqual([])
})
