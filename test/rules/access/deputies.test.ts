/** Duties up to an instant: whom they may be given, and when they end (docs/access.md#accounts). */
import { describe, expect, test } from 'vitest'
import { asOf, besideFault, deputyFault, deputyGrants } from '../../../rules/access/deputies.ts'
import { type GrantFault, lastDuty } from '../../../rules/access/grants.ts'
import type { Duty } from '../../../schemas/duties.ts'
import type { Account } from '../../../schemas/records/account.ts'

const AT = '2018-06-06T01:00:00.000Z'
const NOW = Date.parse(AT)
const END = Date.parse('2018-06-06T16:00:00.000Z')
const ONE: Account = {
  ...{ id: '1', name: '测试人', division: '440222', office: 'social-insurance', duties: ['clerk'] },
  ...{ invitedAt: AT, activeAt: AT },
}
const DEPUTY: Account = { ...ONE, grants: deputyGrants(['approver'], '2018-06-06') }
const SECURITY: Account = { ...ONE, office: undefined, duties: ['security'] }

test.each([
  [END - 1, ['clerk', 'approver'], 1],
  [END, ['clerk'], undefined],
])('a deputy’s duty ends with the day: at %i', (now, duties, grants) => {
  const { duties: held, grants: left } = asOf(DEPUTY, now)
  expect([held, left?.length]).toEqual([duties, grants])
})

describe('beside what an account has', () => {
  test.each<[name: string, account: Account, duties: Duty[], fault: GrantFault | undefined]>([
    ['another duty of its office', ONE, ['preparer', 'approver'], undefined],
    ['none', ONE, [], 'none'],
    ['what it has', ONE, ['clerk'], 'held'],
    ['what it has as a deputy', DEPUTY, ['approver'], 'held'],
    ['a duty of another office', { ...ONE, office: 'finance' }, ['preparer'], 'of-other-office'],
    ['administration', ONE, ['administrator'], 'watcher-with-other'],
    ['security', ONE, ['security'], 'watcher-with-other'],
    ['audit', ONE, ['auditor'], 'watcher-with-other'],
    ['a duty to security', SECURITY, ['clerk'], 'watcher-with-other'],
  ])('%s', (_, account, duties, fault) => {
    expect(besideFault(account, duties, NOW)).toBe(fault)
  })

  test('what it had as a deputy until now', () => {
    expect(besideFault(DEPUTY, ['approver'], END)).toBe(undefined)
  })
})

test.each([
  ['2018-06-05', 'end-day'],
  ['2018-06-06', undefined],
  ['2018-09-06', undefined],
  ['2018-09-07', 'end-day'],
])('a deputy up to %s', (until, fault) => {
  expect(deputyFault(ONE, { duties: ['approver'], until }, NOW)).toBe(fault)
})

test('a deputy is nobody’s last with a duty, and lets nobody else’s go', () => {
  const other: Account = { ...ONE, id: '2', duties: ['approver'] }
  expect(lastDuty({ ...DEPUTY, duties: [] }, [], [DEPUTY])).toBe(undefined)
  expect(lastDuty(other, [], [DEPUTY, other])).toBe('approver')
})
