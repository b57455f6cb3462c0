import { expect, test } from 'vitest'
import { thingIn } from '../../../schemas/records/audit.ts'

test.each([
  ['440222/2018-05-0mx2s6kis2707306378-civil-affairs', '2018-05-0mx2s6kis2707306378-civil-affairs'],
  ['440200/440222/2018-05-0mx2s6kis2707306378-civil-affairs', '2018-05-0mx2s6kis2707306378-civil-affairs'],
  ['440222/2018-05-0mx2s6kis2707306378-bank.answer', '2018-05-0mx2s6kis2707306378-bank.answer'],
  ['440222/social-insurance/440222-2018-001', '440222-2018-001'],
  ['440222/2018-05/bank/440222-2018-001.xlsx', '440222-2018-001'],
  ['440222/440222-2018-S01', '440222-2018-S01'],
  ['440222/440222-2018-00001', '440222-2018-00001'],
  ['440222/2018-05', '440222/2018-05'],
  ['440222/2018-05/1/total.xlsx', '440222/2018-05'],
  ['440222/2018-05/ledger/dibao.xlsx', undefined],
  ['440222/civil-affairs', undefined],
  ['person/0123456789abcdef0123456789abcd', undefined],
  ['440281/social-insurance/440222-2018-001', undefined, '440281'],
  ['440222/2018-05', undefined, '440281'],
  ['440281/finance/440222-2018-S01', undefined, '440281'],
  ['440200/2018-05', '440200/2018-05', '440200'],
  [undefined, undefined],
] as [string | undefined, string | undefined, string?][])(
  'an entry about %s is one of %s',
  (object, thing, place = '440222') => {
    expect(thingIn(object, place)).toBe(thing)
  },
)
