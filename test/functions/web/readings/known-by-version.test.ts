/** What is remembered under a version. */
import { expect, test } from 'vitest'
import { knownByVersion } from '../../../../functions/web/readings/known-by-version.ts'

test('another version, and none, gathers again', async () => {
  const known = knownByVersion<number>(2)
  let times = 0
  const ask = (name: string, version: string | undefined) => known(name, version, async () => ++times)
  expect([await ask('a', '1'), await ask('a', '1'), await ask('a', '2'), await ask('a', undefined)]).toEqual([
    1, 1, 2, 3,
  ])
  expect([await ask('a', '2'), await ask('b', '1'), await ask('c', '1'), await ask('a', '2')]).toEqual([2, 4, 5, 6])
})

test('what could not be gathered is gathered again', async () => {
  const known = knownByVersion<number>(2)
  await expect(known('a', '1', async () => Promise.reject(new Error('damaged')))).rejects.toThrow('damaged')
  expect(await known('a', '1', async () => 1)).toBe(1)
})
