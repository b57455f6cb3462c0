/** Frozen tables are parsed once as long as there is room. */
import { expect, test } from 'vitest'
import * as z from 'zod'
import { knownTables } from '../../../../functions/shared/work/known-tables.ts'

const Row = z.object({ n: z.int() })
const rowsOf = (count: number) => Array.from({ length: count }, (_, n) => ({ n }))

test('a table is parsed once, and the one asked for longest ago makes room for others', async () => {
  const tables = knownTables(10)
  const read: string[] = []
  const ask = (key: string, count: number) =>
    tables.rows(key, Row, async () => {
      read.push(key)
      return rowsOf(count)
    })
  const [first, again] = await Promise.all([ask('a', 4), ask('a', 4)])
  expect(again).toBe(first)
  await ask('b', 4)
  await ask('a', 4)
  await ask('c', 4)
  expect(read).toEqual(['a', 'b', 'c'])
  await ask('a', 4)
  await ask('b', 4)
  expect(read).toEqual(['a', 'b', 'c', 'b'])
  // A table as another schema reads it is another one.
  await tables.rows('a', z.object({ n: z.number() }), async () => {
    read.push('otherwise')
    return []
  })
  expect(read.at(-1)).toBe('otherwise')
})

test('what could not be read is asked for again', async () => {
  const tables = knownTables()
  await expect(tables.rows('a', Row, async () => Promise.reject(new Error('damaged')))).rejects.toThrow('damaged')
  expect(await tables.rows('a', Row, async () => rowsOf(1))).toEqual([{ n: 0 }])
})
