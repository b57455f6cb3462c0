import { describe, expect, it } from 'vitest'
import { obligations, requestedObligations } from '../../../rules/deadlines/obligations.ts'
import { cityOf, duesOf, policy } from './city.ts'

const city = cityOf()

describe('first lists, and what follows (the notice, articles 2(5) and 2(10))', () => {
  it('May 2018: everyone’s full lists on Sunday the 20th, which stays, and nothing else', () => {
    const owed = city.owed('2018-01-01', '2018-05-31')
    expect(duesOf(owed, '440222')).toEqual([
      'civil-affairs dibao-full 2018-04 2018-05-20',
      'civil-affairs tekun-full 2018-04 2018-05-20',
      'disabled-federation disabled-full 2018-04 2018-05-20',
      'poverty-alleviation registered-poor-full 2018-04 2018-05-20',
    ])
    expect(duesOf(owed, '440200')).toEqual(duesOf(owed, '440222'))
    expect(owed).toHaveLength(11 * 4)
  })

  it('monthly lists begin with the month after the first full ones, however early the policy’s first day is', () => {
    const owed = cityOf({ from: '2018-01-01' }).owed('2018-05-01', '2018-05-31')
    expect(owed.filter((o) => o.due === '2018-05-05')).toEqual([])
    expect(owed.filter((o) => o.form === 'statistics')).toHaveLength(10)
  })

  it('June 2018: the county’s new lists, the city’s full ones, statistics, the consolidation', () => {
    const owed = city.owed('2018-06-01', '2018-06-30')
    expect(duesOf(owed, '440222')).toEqual([
      'civil-affairs dibao-new 2018-05 2018-06-05',
      'civil-affairs tekun-new 2018-05 2018-06-05',
      'disabled-federation disabled-new 2018-05 2018-06-05',
      'poverty-alleviation registered-poor-new 2018-05 2018-06-05',
      'social-insurance statistics 2018-05 2018-06-05',
    ])
    expect(duesOf(owed, '440200')).toEqual([
      'civil-affairs dibao-full 2018-05 2018-06-05',
      'civil-affairs tekun-full 2018-05 2018-06-05',
      'disabled-federation disabled-full 2018-05 2018-06-05',
      'poverty-alleviation registered-poor-full 2018-05 2018-06-05',
      'social-insurance consolidated 2018-05 2018-06-07',
    ])
  })
})

describe('worked months (docs/rules.md#deadlines)', () => {
  const statistics = (month: string) =>
    city
      .owed(`${month}-01`, `${month}-28`)
      .filter((o) => o.division === '440222' && o.form === 'statistics')
      .map((o) => o.due)[0]
  const consolidated = (month: string) =>
    city.owed(`${month}-01`, `${month}-28`).find((o) => o.form === 'consolidated')?.due

  it('October 2018: lists stay on the 5th in the holiday, statistics on the 10th, consolidated on the 12th', () => {
    expect(duesOf(city.owed('2018-10-01', '2018-10-31'), '440222')).toContain(
      'civil-affairs dibao-new 2018-09 2018-10-05',
    )
    expect(statistics('2018-10')).toBe('2018-10-10')
    expect(consolidated('2018-10')).toBe('2018-10-12')
  })
  it('February 2026: before the festival; March begins after the make-up day of 28 February', () => {
    expect(statistics('2026-02')).toBe('2026-02-04')
    expect(consolidated('2026-02')).toBe('2026-02-06')
    expect(statistics('2026-03')).toBe('2026-03-04')
  })
  it('May 2026: the 5th is the last day of the holiday, the Saturday after is worked', () => {
    expect(statistics('2026-05')).toBe('2026-05-08')
    expect(consolidated('2026-05')).toBe('2026-05-11')
  })
  it('January 2019, over the year’s end: new lists of December, and everyone as of the year’s end', () => {
    expect(duesOf(city.owed('2019-01-01', '2019-01-31'), '440222')).toEqual([
      'civil-affairs dibao-full 2018-12 2019-01-05',
      'civil-affairs dibao-new 2018-12 2019-01-05',
      'civil-affairs tekun-full 2018-12 2019-01-05',
      'civil-affairs tekun-new 2018-12 2019-01-05',
      'disabled-federation disabled-full 2018-12 2019-01-05',
      'disabled-federation disabled-new 2018-12 2019-01-05',
      'poverty-alleviation registered-poor-full 2018-12 2019-01-05',
      'poverty-alleviation registered-poor-new 2018-12 2019-01-05',
      'social-insurance statistics 2018-12 2019-01-04',
    ])
  })
  it('a year not published: all of it provisional, none of the year before', () => {
    const owed = city.owed('2026-01-01', '2027-12-31')
    for (const o of owed) expect(o.provisional).toBe(o.due >= '2027-01-01')
    expect(owed.filter((o) => o.provisional)).toHaveLength(700)
  })
})

describe('what an administrator changes *(policy)*', () => {
  it.each([
    ['stay', '2018-10-05'],
    ['earlier', '2018-09-30'],
    ['later', '2018-10-08'],
  ] as const)('a 5th on a holiday, %s: %s, found by the range that it falls in', (holiday, due) => {
    const owed = cityOf({ holiday }).owed(due, due)
    expect(duesOf(owed, '440222')).toContain(`civil-affairs dibao-new 2018-09 ${due}`)
    const working = cityOf({ holiday }).owed('2018-09-05', '2018-09-05')
    expect(duesOf(working, '440222')).toContain('civil-affairs dibao-new 2018-08 2018-09-05')
  })
  it('from the day on which information is shared the city’s departments owe nothing, the counties go on', () => {
    const owed = cityOf({ sharedFrom: '2018-07-05' }).owed('2018-06-01', '2018-08-31')
    const full = owed.filter((o) => o.division === '440200' && o.form.endsWith('-full'))
    expect(new Set(full.map((o) => o.due))).toEqual(new Set(['2018-06-05']))
    expect(owed.filter((o) => o.form === 'consolidated')).toHaveLength(3)
    expect(owed.filter((o) => o.form === 'dibao-new')).toHaveLength(30)
  })
  it('a category is owed for the months in which a listing in it counts', () => {
    const categories = policy.categories.map((c) =>
      c.code === 'registered-poor' ? { ...c, from: '2018-07-20', until: '2018-08-10' } : c,
    )
    const owed = obligations({ ...city.duties, policy: { ...policy, categories } }, '2018-05-01', '2019-01-31')
    const of = owed.filter((o) => o.division === '440222' && o.form.startsWith('registered-poor'))
    expect(of.map((o) => `${o.form} ${o.period}`)).toEqual([
      'registered-poor-new 2018-07',
      'registered-poor-new 2018-08',
    ])
  })
  it('what is due before the policy’s first day is not owed', () => {
    expect(cityOf({ from: '2018-09-10' }).owed('2018-01-01', '2018-10-01')).toEqual([])
  })
})

it('what was asked for: 15, 5 and 10 working days from the day after (ours)', () => {
  const ask = { division: '440222', period: '2018-09', ref: 'B1', requestedOn: '2018-09-20' } as const
  const dues = requestedObligations(city.duties, [
    { ...ask, division: '440222100', office: 'township', form: 'materials' },
    { ...ask, office: 'bank', form: 'bank-return' },
    { ...ask, office: 'finance', form: 'allocation' },
  ])
  // 21, 25, 26, 27, 28, 29, 30 September are worked, then 8 October and on.
  expect(dues.map((o) => [o.id, o.due])).toEqual([
    ['440222100/township/materials/2018-09/B1', '2018-10-17'],
    ['440222/bank/bank-return/2018-09/B1', '2018-09-28'],
    ['440222/finance/allocation/2018-09/B1', '2018-10-10'],
  ])
})

it('ids are unique and the order is that of division, office, form, period', () => {
  const owed = city.owed('2018-05-01', '2019-12-31')
  expect(new Set(owed.map((o) => o.id)).size).toBe(owed.length)
  const names = owed.map((o) => [o.division, o.office, o.form, o.period].join(' '))
  expect(names).toEqual([...names].sort())
})
