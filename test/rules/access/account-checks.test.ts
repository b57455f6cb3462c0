/** Of which quarter accounts are confirmed, of which offices, by whom and until when. */
import { expect, test } from 'vitest'
import {
  checkDays,
  checksDue,
  confirmersOf,
  isOverdue,
  mayConfirm,
  openChecks,
} from '../../../rules/access/account-checks.ts'
import { cityCalendar } from '../../../rules/deadlines/work-calendar.ts'
import type { Account } from '../../../schemas/records/account.ts'
import { DEFAULT_DEADLINES } from '../../../schemas/records/deadline-policy.ts'

const CALENDAR = cityCalendar(DEFAULT_DEADLINES.calendar)
const COUNTY = '440222'
const days = { quarter: '2018-Q3', openedOn: '2018-07-02', dueOn: '2018-07-16' }
const check = { ...days, division: COUNTY, office: 'civil-affairs' } as const

const account = (id: string, change: Partial<Account> = {}): Account => ({
  id,
  division: COUNTY,
  office: 'civil-affairs',
  duties: ['clerk'],
  invitedAt: '2018-05-01T01:00:00.000Z',
  activeAt: '2018-05-02T01:00:00.000Z',
  ...change,
})
const leader = (change: Partial<Account> = {}) => account('leader', { duties: ['leader'], ...change })
const administrator = (change: Partial<Account> = {}) =>
  account('administrator', { office: undefined, duties: ['administrator'], ...change })
const LOCKED = { lockedAt: '2018-06-01T01:00:00.000Z' }

test.each([
  ['2018-07-01', '2018-Q2', '2018-04-02', '2018-04-17'],
  ['2018-07-02', '2018-Q3', '2018-07-02', '2018-07-16'],
  ['2018-09-30', '2018-Q3', '2018-07-02', '2018-07-16'],
  // The holiday of October stands before it.
  ['2018-10-07', '2018-Q3', '2018-07-02', '2018-07-16'],
  ['2018-10-08', '2018-Q4', '2018-10-08', '2018-10-22'],
  ['2019-01-01', '2018-Q4', '2018-10-08', '2018-10-22'],
  ['2019-01-02', '2019-Q1', '2019-01-02', '2019-01-16'],
])('on %s it is %s, from %s until %s', (day, quarter, openedOn, dueOn) =>
  expect(checkDays(day, CALENDAR)).toEqual({ quarter, openedOn, dueOn }),
)

test.each<[string, Account[], (string | undefined)[]]>([
  ['an office is asked once, however many it has', [account('a'), account('b')], ['civil-affairs']],
  [
    'each office, and the division itself',
    [account('a'), account('b', { office: 'bank' }), administrator()],
    ['civil-affairs', 'bank', undefined],
  ],
  ['none where all have ended', [account('a', { endedAt: LOCKED.lockedAt, ...LOCKED })], []],
  ['none that was new on the first day', [account('a', { invitedAt: '2018-07-01T16:00:00.000Z' })], []],
  ['one from the evening before', [account('a', { invitedAt: '2018-07-01T15:59:59.000Z' })], ['civil-affairs']],
])('of offices: %s', (_, all, offices) => expect(checksDue(all, days).map(({ office }) => office)).toEqual(offices))

test.each<[string, Account[], string[]]>([
  ['its leader', [leader(), administrator()], ['leader']],
  ['the administrator, where it has no leader', [account('a'), administrator()], ['administrator']],
  ['not the leader of another office', [leader({ office: 'bank' }), administrator()], ['administrator']],
  ['not a leader who is locked', [leader(LOCKED), administrator()], ['administrator']],
  ['not a leader who has not begun', [leader({ activeAt: undefined }), administrator()], ['administrator']],
  ['nobody of another division', [administrator({ division: '440224' })], []],
])('who is asked: %s', (_, all, ids) => expect(confirmersOf(check, all).map(({ id }) => id)).toEqual(ids))

test.each<[string, Account, Account[], boolean]>([
  ['the office’s leader', leader(), [leader()], true],
  ['a leader of another office', leader({ office: 'bank' }), [], false],
  ['a leader of the same office elsewhere', leader({ division: '440224' }), [], false],
  ['an administrator, where there is no leader', administrator(), [], true],
  ['an administrator, where there is one', administrator(), [leader()], false],
  ['a clerk of the office', account('a'), [], false],
  ['security', account('s', { office: undefined, duties: ['security'] }), [], false],
])('%s may confirm, or not', (_, actor, all, may) => expect(mayConfirm(actor, check, all)).toBe(may))

const confirmed = { by: { account: 'x', name: '某某', division: COUNTY }, at: LOCKED.lockedAt, stay: 1, left: 0 }

test('it is overdue after its last day, until it is confirmed', () => {
  expect([isOverdue(check, '2018-07-16'), isOverdue(check, '2018-07-17')]).toEqual([false, true])
  expect(isOverdue({ ...check, confirmed }, '2018-07-17')).toBe(false)
})

test('it is open while it is not confirmed and somebody is left', () => {
  expect(openChecks([check, { ...check, confirmed }], [account('a')])).toEqual([check])
  expect(openChecks([check], [account('a', { office: 'bank' })])).toEqual([])
})
