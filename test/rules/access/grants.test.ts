/** Duties that accounts can have, and the last ones that stay (docs/access.md#accounts). */
import { describe, expect, test } from 'vitest'
import { grantFault, isPartial, lastDuty } from '../../../rules/access/grants.ts'
import type { Office } from '../../../schemas/codes.ts'
import { Duty } from '../../../schemas/duties.ts'

const COUNTY = '440222'
const CITY = '440200'
const TOWNSHIP = '440222100'

/** A reading of the contract's table that shares nothing with `schemas/duties.ts`. */
const AGENCY: readonly Duty[] = ['clerk', 'preparer', 'approver', 'confirmer', 'leader']
const SENDER: readonly Duty[] = ['clerk', 'confirmer', 'leader']
const OTHER: readonly Duty[] = ['clerk', 'leader']
const HAS: [division: string, office: Office | undefined, duties: readonly Duty[]][] = [
  [COUNTY, 'social-insurance', AGENCY],
  [COUNTY, 'civil-affairs', SENDER],
  [COUNTY, 'poverty-alleviation', SENDER],
  [COUNTY, 'disabled-federation', SENDER],
  [COUNTY, 'human-resources', OTHER],
  [COUNTY, 'finance', OTHER],
  [COUNTY, 'bank', OTHER],
  [COUNTY, 'township', []],
  [COUNTY, undefined, ['administrator', 'security', 'auditor']],
  [CITY, 'social-insurance', AGENCY],
  [CITY, 'bank', []],
  [CITY, undefined, ['administrator', 'security', 'auditor']],
  [TOWNSHIP, 'township', OTHER],
  [TOWNSHIP, 'township-government', OTHER],
  [TOWNSHIP, 'finance', []],
  [TOWNSHIP, undefined, []],
]

describe('an account can have', () => {
  test.each(HAS)('in %s, office %s: %j', (division, office, duties) => {
    const granted = Duty.options.filter((duty) => !grantFault({ division, office, duties: [duty] }))
    expect(granted).toEqual(Duty.options.filter((duty) => duties.includes(duty)))
  })

  test('several duties of its office, and none at all is a fault', () => {
    expect(
      grantFault({ division: COUNTY, office: 'social-insurance', duties: ['clerk', 'preparer', 'approver'] }),
    ).toBe(undefined)
    expect(grantFault({ division: COUNTY, office: 'social-insurance', duties: [] })).toBe('none')
  })

  test('administration, security or audit alone', () => {
    for (const one of ['administrator', 'security', 'auditor'] as const) {
      for (const other of Duty.options.filter((duty) => duty !== one))
        expect(grantFault({ division: COUNTY, duties: [one, other] })).toBe('watcher-with-other')
      expect(grantFault({ division: COUNTY, office: 'finance', duties: [one] })).toBe('watcher-of-office')
    }
  })
})

describe('the last account with a duty that is needed', () => {
  const AT = '2018-05-01T00:00:00Z'
  const account = (id: string, more: object = {}) => {
    const duties: Duty[] = ['clerk', 'preparer', 'leader']
    return { id, division: COUNTY, office: 'social-insurance' as const, duties, activeAt: AT, ...more }
  }
  const one = account('1')

  test('keeps it', () => {
    expect(lastDuty(one, [], [one])).toBe('clerk')
    expect(lastDuty(one, ['clerk'], [one])).toBe('preparer')
    expect(lastDuty(one, ['clerk', 'preparer'], [one])).toBe(undefined)
  })

  test('gives it up where another can sign in with it', () => {
    expect(lastDuty(one, [], [one, account('2')])).toBe(undefined)
    for (const more of [
      { activeAt: undefined },
      { lockedAt: AT },
      { office: 'finance' },
      { division: TOWNSHIP },
      { duties: ['clerk'] },
    ])
      expect(lastDuty(one, [], [one, account('2', more)])).toBeDefined()
  })

  test('is not of an account that nobody has used yet, but of one that is locked, or was reset', () => {
    expect(lastDuty(account('1', { activeAt: undefined }), [], [])).toBe(undefined)
    for (const more of [{ lockedAt: AT }, { activeAt: undefined, usedAt: AT }])
      expect(lastDuty(account('1', more), [], [])).toBeDefined()
  })
})

test('nobody decides on their own account, nor on what they asked for', () => {
  const request = { account: 'a', by: 'b' }
  expect(['a', 'b', 'c'].map((actor) => isPartial(actor, request))).toEqual([true, true, false])
})
