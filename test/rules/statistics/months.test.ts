import { expect, test } from 'vitest'
import { monthsUpTo } from '../../../rules/statistics/months.ts'

test('months go back over the year', () => {
  expect(monthsUpTo('2019-02', 4)).toEqual(['2018-11', '2018-12', '2019-01', '2019-02'])
})

test('no month is shown of which nobody owed anything, but for the one that is asked for', () => {
  expect(monthsUpTo('2018-06', 12, '2018-04')).toEqual(['2018-04', '2018-05', '2018-06'])
  expect(monthsUpTo('2018-03', 12, '2018-04')).toEqual(['2018-03'])
})
