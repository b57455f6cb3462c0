import { expect, test } from 'vitest'
import { monthsUpTo } from '../../../rules/statistics/months.ts'

test('months go back over the year', () => {
  expect(monthsUpTo('2019-02', 4)).toEqual(['2018-11', '2018-12', '2019-01', '2019-02'])
})
