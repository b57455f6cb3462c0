import { describe, expect, it } from 'vitest'
import { dueDays, movedNotices } from '../../../rules/deadlines/moved-dates.ts'
import { cityOf } from './city.ts'

const before = cityOf()
/** As 2027 might be announced: the festival from the 3rd, May and October with days moved. */
const PUBLISHED = {
  published: [2027],
  overrides: [
    { day: '2027-02-03', work: false },
    { day: '2027-10-04', work: false },
    { day: '2027-10-05', work: false },
    { day: '2027-10-09', work: true },
  ],
}
const after = cityOf({ calendar: PUBLISHED })
const YEAR = ['2027-01-01', '2027-12-31'] as const

describe('a year is published (docs/rules.md#working-days)', () => {
  const ahead = after.owed(...YEAR)
  const kept = dueDays(before.owed(...YEAR))

  it('nothing is provisional any more, and ids stay though days move', () => {
    expect(ahead.some((o) => o.provisional)).toBe(false)
    expect(ahead.map((o) => o.id)).toEqual(before.owed(...YEAR).map((o) => o.id))
  })
  it('each agency hears once of each day that moved, with the old and the new one', () => {
    const moved = movedNotices(kept, ahead, '2026-11-20')
    const own = moved.filter((n) => n.to.division === '440222')
    expect(own.map((n) => [n.kind, n.obligation.form, n.obligation.period, n.was, n.obligation.due])).toEqual([
      ['moved', 'statistics', '2027-01', '2027-02-03', '2027-02-04'],
      ['moved', 'statistics', '2027-09', '2027-10-06', '2027-10-08'],
    ])
    const city = moved.filter((n) => n.to.division === '440200')
    expect(city.map((n) => [n.was, n.obligation.due])).toEqual([
      ['2027-02-09', '2027-02-10'],
      ['2027-10-08', '2027-10-11'],
    ])
    expect(moved).toHaveLength(22)
    expect(new Set(moved.map((n) => n.id)).size).toBe(22)
  })
  it('whom nothing moves for hears nothing: lists stay on the 5th', () => {
    expect(movedNotices(kept, ahead, '2026-11-20').every((n) => n.to.office === 'social-insurance')).toBe(true)
    expect(movedNotices(dueDays(ahead), ahead, '2026-11-20')).toEqual([])
  })
  it('what was not known before tells nobody', () => {
    expect(movedNotices({}, ahead, '2026-11-20')).toEqual([])
  })
  it('an override that moves a day again is told again, back to the first day too', () => {
    const again = movedNotices(dueDays(ahead), before.owed(...YEAR), '2026-12-01')
    expect(again).toHaveLength(22)
    const ids = movedNotices(kept, ahead, '2026-11-20').map((n) => n.id)
    expect(again.some((n) => ids.includes(n.id))).toBe(false)
  })
})
