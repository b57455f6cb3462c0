import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { thaw } from '../../../../functions/shared/work/frozen.ts'

test('what is frozen is asked for by its digest', async () => {
  const asked: unknown[] = []
  const get = async (...what: unknown[]) => {
    asked.push(what)
    return gzipSync('{"n":1}\n{"n":2}\n')
  }
  expect(await thaw({ get }, { key: 'key', sha256: 'digest' }, z.object({ n: z.int() }))).toEqual([{ n: 1 }, { n: 2 }])
  expect(asked).toEqual([['key', 'digest']])
})
