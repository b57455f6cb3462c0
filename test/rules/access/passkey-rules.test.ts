import { expect, test } from 'vitest'
import { added, removed, used } from '../../../rules/access/passkey-rules.ts'
import { MOST_PASSKEYS, type Passkey } from '../../../schemas/records/passkey.ts'

const TIME = '2018-06-06T01:00:00.000Z'
const passkey = (id: string, counter = 0): Passkey => ({ id, publicKey: 'k', counter, name: '电脑', madeAt: TIME })
const some = (count: number) => Array.from({ length: count }, (_, n) => passkey(`p${n}`))

test.each<[before: number, now: number, isTaken: boolean]>([
  [0, 0, true],
  [0, 1, true],
  [5, 6, true],
  [5, 5, false],
  [5, 4, false],
  [5, 0, false],
])('after a count of %i one of %i: %s', (before, now, isTaken) => {
  const after = used([passkey('a'), passkey('b', before)], 'b', { counter: now, time: TIME })
  expect(after).toEqual(isTaken ? [passkey('a'), { ...passkey('b', now), usedAt: TIME }] : undefined)
})

test('what is gone is not used', () => {
  expect(used([passkey('a')], 'b', { counter: 1, time: TIME })).toBeUndefined()
})

test('ten are added, none twice', () => {
  expect(added(some(MOST_PASSKEYS - 1), passkey('x'))).toHaveLength(MOST_PASSKEYS)
  expect(added(some(MOST_PASSKEYS), passkey('x'))).toBe('passkeys-full')
  expect(added(some(MOST_PASSKEYS), passkey('p0'))).toBe('passkey-known')
})

test.each<[count: number, hasPassword: boolean, after: number | string]>([
  [2, false, 1],
  [1, false, 'passkey-last'],
  [1, true, 0],
])('of %i, with a password %s: %s', (count, hasPassword, after) => {
  const left = removed(some(count), 'p0', hasPassword)
  expect(typeof left === 'string' ? left : left.length).toBe(after)
  expect(removed(some(count), 'other', hasPassword)).toBe('passkey-gone')
})
