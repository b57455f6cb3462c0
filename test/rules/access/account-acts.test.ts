/** What security may do to an account of each state (docs/access.md#accounts). */
import { expect, test } from 'vitest'
import { actFault } from '../../../rules/access/account-acts.ts'
import { accountState } from '../../../rules/access/account-state.ts'
import type { Account } from '../../../schemas/records/account.ts'
import { AccountAct } from '../../../schemas/records/account-request.ts'

const AT = '2018-06-06T01:00:00.000Z'
const NOW = Date.parse(AT)
const BEFORE = { id: '1', name: '测试人', division: '440222', duties: ['clerk' as const], invitedAt: AT }
const one = (more: Partial<Account>): Account => ({ ...BEFORE, office: 'finance', duties: ['clerk'], ...more })
const later = (ms: number) => new Date(NOW + ms).toISOString()
const STATES = {
  uninvited: one({}),
  invited: one({ letterAt: AT }),
  lapsed: one({ letterAt: '2018-06-04T00:59:00.000Z' }),
  'in-use': one({ letterAt: AT, activeAt: AT }),
  deputy: one({ letterAt: AT, activeAt: AT, grants: [{ duty: 'leader', until: later(1), kind: 'deputy' }] }),
  'deputy until now': one({
    letterAt: AT,
    activeAt: AT,
    grants: [{ duty: 'leader', until: later(0), kind: 'deputy' }],
  }),
  locked: one({ letterAt: AT, activeAt: AT, lockedAt: AT }),
  ended: one({ letterAt: AT, activeAt: AT, lockedAt: AT, endedAt: AT }),
}
const MAY: Record<keyof typeof STATES, AccountAct[]> = {
  uninvited: ['lock', 'end'],
  invited: ['lock', 'end'],
  lapsed: ['lock', 'end'],
  'in-use': ['lock', 'reset', 'end'],
  deputy: ['lock', 'withdraw', 'reset', 'end'],
  'deputy until now': ['lock', 'reset', 'end'],
  locked: ['unlock', 'end'],
  ended: [],
}
const others = [one({ id: '2', activeAt: AT })]

test.each(Object.keys(STATES) as (keyof typeof STATES)[])('an account that is %s', (state) => {
  const account = STATES[state]
  expect(accountState(account, NOW)).toBe(state.startsWith('deputy') ? 'in-use' : state)
  const may = AccountAct.options.filter((act) => !actFault(act, '9', account, [account, ...others], NOW))
  expect(may).toEqual(MAY[state])
  for (const act of AccountAct.options)
    expect(actFault(act, account.id, account, others, NOW)).toEqual({ fault: 'own' })
})

test('the last that can sign in with a needed duty is locked and reset, and does not end', () => {
  const account = STATES['in-use']
  for (const act of ['lock', 'reset'] as const) expect(actFault(act, '9', account, [account], NOW)).toBe(undefined)
  expect(actFault('end', '9', account, [account], NOW)).toEqual({ fault: 'last', duty: 'clerk' })
})
