/** Which accounts are locked for want of use, and which are kept because nobody else has their duty. */
import { expect, test } from 'vitest'
import { unusedDays, unusedPlan } from '../../../rules/access/unused.ts'
import type { Account } from '../../../schemas/records/account.ts'

const TODAY = '2018-09-10'
/** Ninety days before, late in the evening of Shanghai and early. */
const [LONG, LATER] = ['2018-06-11T16:30:00.000Z', '2018-06-12T16:30:00.000Z']
const LATELY = '2018-09-07T01:00:00.000Z'
let made = 0

const account = (change: Partial<Account> = {}): Account => ({
  id: String(++made).padStart(16, '0'),
  name: '某某',
  division: '440222',
  office: 'civil-affairs',
  duties: ['clerk'],
  invitedAt: '2018-05-01T01:00:00.000Z',
  activeAt: '2018-05-02T01:00:00.000Z',
  usedAt: LATELY,
  ...change,
})
const unused = (change: Partial<Account> = {}) => account({ usedAt: LONG, ...change })
const watcher = (duty: 'security' | 'administrator', change: Partial<Account> = {}) =>
  unused({ office: undefined, duties: [duty], ...change })

function planned(...all: Account[]) {
  const { lock, keep } = unusedPlan(all, TODAY, 90)
  const nth = (one: Account) => all.indexOf(one)
  return { lock: lock.map(nth).sort(), keep: keep.map(nth).sort() }
}

test.each<[string, Partial<Account>, number]>([
  ['its last sign-in', { usedAt: LONG }, 90],
  ['the day in Shanghai', { usedAt: '2018-06-11T15:30:00.000Z' }, 91],
  ['its invitation, where it was never used', { usedAt: undefined, activeAt: undefined }, 132],
  ['the last letter', { usedAt: undefined, activeAt: undefined, letterAt: LATELY }, 3],
  ['its unlocking', { usedAt: LONG, unlockedAt: LATELY }, 3],
])('days are counted from %s', (_, change, days) => expect(unusedDays(account(change), TODAY)).toBe(days))

test.each<[string, Account[], { lock: number[]; keep: number[] }]>([
  ['used a day less than ninety ago, it stays', [account({ usedAt: LATER }), account()], { lock: [], keep: [] }],
  ['unused for ninety days, it is locked', [unused(), account()], { lock: [0], keep: [] }],
  ['locked or ended, it is left', [unused({ lockedAt: LONG }), account()], { lock: [], keep: [] }],
  ['the last clerk of an office is kept', [unused(), account({ office: 'finance' })], { lock: [], keep: [0] }],
  ['a clerk who is locked is none', [unused(), account({ lockedAt: LATELY })], { lock: [], keep: [0] }],
  [
    'of two unused clerks the one used last is kept',
    [unused({ usedAt: '2018-06-10T01:00:00.000Z' }), unused()],
    { lock: [0], keep: [1] },
  ],
  ['a duty that is not needed keeps nobody', [unused({ duties: ['leader'] })], { lock: [0], keep: [] }],
  ['never used, a clerk leaves no gap', [unused({ activeAt: undefined, usedAt: undefined })], { lock: [0], keep: [] }],
  [
    'the only security stays, also before its first use',
    [watcher('security', { activeAt: undefined, usedAt: undefined })],
    { lock: [], keep: [0] },
  ],
  [
    'the only administrator stays',
    [watcher('administrator'), watcher('security', { usedAt: LATELY })],
    { lock: [], keep: [0] },
  ],
  [
    'beside another security it is locked',
    [watcher('security'), watcher('security', { usedAt: LATELY })],
    { lock: [0], keep: [] },
  ],
  [
    'security of another division is no other',
    [watcher('security'), watcher('security', { division: '440224', usedAt: LATELY })],
    { lock: [], keep: [0] },
  ],
])('%s', (_, all, expected) => expect(planned(...all)).toEqual(expected))
