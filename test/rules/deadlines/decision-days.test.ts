import { describe, expect, it } from 'vitest'
import { decisionDays } from '../../../rules/deadlines/decision-days.ts'
import { policy } from './city.ts'

const categories = policy.categories.map((c) =>
  c.code === 'registered-poor' ? { ...c, from: '2018-05-15', until: '2020-12-31' } : c,
)
const on = (day: string, since: string) => decisionDays(categories, day, since)

describe('time decides too (docs/rules.md#time-decides-too)', () => {
  it.each([
    ['2018-06-01', ['month']],
    ['2019-01-01', ['month', 'year']],
    ['2018-05-15', ['category-begins']],
    ['2021-01-01', ['month', 'year', 'category-ended']],
  ] as const)('%s because of %o', (day, reasons) => {
    const since = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
    expect(on(day, since)).toEqual([{ day, reasons }])
  })
  it('no other day: a category counts on its last day', () => {
    expect(on('2020-12-31', '2020-12-01')).toEqual([])
    expect(on('2018-06-30', '2018-06-01')).toEqual([])
  })
  it('a missed 1st is caught up, and its day stays the 1st', () => {
    expect(on('2018-08-03', '2018-06-30')).toEqual([
      { day: '2018-07-01', reasons: ['month'] },
      { day: '2018-08-01', reasons: ['month'] },
    ])
  })
  it('a run again on the day that was carried through decides nobody again', () => {
    expect(on('2018-06-01', '2018-06-01')).toEqual([])
  })
  it('a last day within a month: decided again on the day after', () => {
    const ends = policy.categories.map((c) => ({ ...c, until: '2018-06-14' }))
    expect(decisionDays(ends, '2018-06-15', '2018-06-13')).toEqual([{ day: '2018-06-15', reasons: ['category-ended'] }])
  })
})
