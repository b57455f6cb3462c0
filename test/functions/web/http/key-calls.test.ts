/** An office's own system that asks without end, of several processes. */
import { expect, test } from 'vitest'
import { keyCalls } from '../../../../functions/web/http/key-calls.ts'
import { Refusal } from '../../../../functions/web/http/refuse.ts'

const KEY = 'abcdefabcdefabcd'
let time = Date.parse('2018-06-06T01:00:00.000Z')
let counts = new Map<string, number>()
let writes = 0
const deps = {
  now: () => new Date(time),
  tries: {
    async countAt(key: string, _: string, { most }: { most: number }) {
      writes++
      const count = counts.get(key) ?? 0
      if (count >= most) return false
      counts.set(key, count + 1)
      return true
    },
    count: never,
    forget: never,
    giveBack: never,
  },
}
function never(): never {
  throw new Error('not asked for')
}

test('a key has so many calls a minute, whichever process takes them, and each costs a fraction of a write', async () => {
  const processes = [keyCalls(), keyCalls()]
  const call = async (n: number, key = KEY) => {
    try {
      await processes[n % 2]?.(deps, key)
      return true
    } catch (error) {
      expect(error).toMatchObject({ code: 'key-calls-too-many' })
      expect(error).toBeInstanceOf(Refusal)
      return false
    }
  }
  const taken: boolean[] = []
  for (let n = 0; n < 1000; n++) taken.push(await call(n))
  const allowed = taken.filter(Boolean).length
  expect(allowed).toBeGreaterThanOrEqual(600)
  expect(allowed).toBeLessThan(700)
  expect(taken.slice(700)).not.toContain(true)
  expect(writes).toBeLessThanOrEqual(14)
  expect(await call(0, 'another key')).toBe(true)
  time += 60_000
  counts = new Map()
  expect(await call(0)).toBe(true)
})
