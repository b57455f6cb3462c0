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

test('no library that only some pages need, and no description of the API', () => {
  const { own, outside } = graphOf('functions/web/handler.ts')
  expect(own.size).toBeGreaterThan(400)
  // Spreadsheets, charts, passkeys, identity providers and the list of common passwords come when they are asked for.
  expect(outside).toEqual([
    '@aws-sdk/client-dynamodb',
    '@aws-sdk/client-s3',
    '@aws-sdk/client-secrets-manager',
    '@aws-sdk/client-sns',
    '@aws-sdk/client-sqs',
    '@aws-sdk/s3-request-presigner',
    '@aws-sdk/util-dynamodb',
    'chinese-days',
    'hono',
    'otpauth',
    'uqr',
    'zod',
  ])
})
