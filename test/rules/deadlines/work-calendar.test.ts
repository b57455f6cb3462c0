import chineseDays from 'chinese-days'
import { describe, expect, it } from 'vitest'
import { statutoryDays } from '../../../rules/deadlines/statutory-days.ts'
import { cityCalendar } from '../../../rules/deadlines/work-calendar.ts'
import fc from '../../fc.ts'
import { ANNOUNCED, daysIn } from './state-council-days.ts'

const calendar = cityCalendar({ published: [], overrides: [] })
const allDays = (year: number) => daysIn(year, '0101-1231')
const weekday = (day: string) => new Date(day).getUTCDay() % 6 !== 0

describe('working days are the State Council’s (docs/rules.md#working-days)', () => {
  it.each(Object.entries(ANNOUNCED))('%s as announced, make-up days included', (text, { off, work }) => {
    const year = Number(text)
    const [isOff, isWork] = [new Set(daysIn(year, off)), new Set(daysIn(year, work))]
    const wanted = allDays(year).filter((day) => isWork.has(day) || (weekday(day) && !isOff.has(day)))
    expect(allDays(year).filter(calendar.isWorkday)).toEqual(wanted)
    expect(calendar.isPublished(`${year}-06-01`)).toBe(true)
  })

  it('a year that the package does not know, and answers as plain weekdays, is recognised and computed', () => {
    expect(chineseDays.isWorkday('2027-10-01')).toBe(true)
    expect(calendar.isPublished('2027-10-01')).toBe(false)
    const off = allDays(2027).filter((day) => weekday(day) && !calendar.isWorkday(day))
    expect(off).toEqual([
      '2027-01-01',
      '2027-02-05',
      '2027-02-08',
      '2027-04-05',
      '2027-06-09',
      '2027-09-15',
      '2027-10-01',
    ])
    expect(allDays(2027).filter((day) => !weekday(day) && calendar.isWorkday(day))).toEqual([])
  })

  it('statutory days with their lunar ones, as the announcements of published years confirm', () => {
    for (const year of [2025, 2026]) {
      const off = new Set(daysIn(year, ANNOUNCED[year]!.off))
      expect(statutoryDays(year).filter((day) => !off.has(day))).toEqual([])
    }
    // 6 February 2027 begins the lunar year by minutes: the new moon is at 23:56 in Beijing.
    expect(statutoryDays(2027)).toContain('2027-02-06')
    // 2033 is the year whose leap month older tables put wrongly.
    expect(statutoryDays(2033)).toContain('2033-09-08')
    expect(statutoryDays(2034)).toContain('2034-02-19')
  })

  it('Qingming agrees with the package for the century', () => {
    for (let year = 2000; year < 2100; year++) {
      // The package names the day in the machine's own time.
      const own = new Date(`${chineseDays.getSolarTermDate(year, 4, 'pure_brightness')}T00:00:00Z`)
      const west = new Date(year, 3, 1).getTimezoneOffset() > 0 ? 1 : 0
      const day = new Date(own.getTime() + west * 86_400_000).toISOString().slice(0, 10)
      expect(statutoryDays(year)).toContain(day)
    }
  })
})

describe('an administrator’s override wins (docs/rules.md#working-days)', () => {
  const overruled = cityCalendar({
    published: [2027],
    overrides: [
      { day: '2026-10-08', work: false },
      { day: '2026-10-03', work: true },
      { day: '2027-02-06', work: true },
      { day: '2026-03-02', work: true },
    ],
  })
  it.each([
    ['2026-10-08', false],
    ['2026-10-03', true],
    ['2027-02-06', true],
    ['2026-03-02', true],
    ['2026-10-09', true],
    ['2026-10-02', false],
  ])('%s is worked: %s', (day, works) => {
    expect(overruled.isWorkday(day)).toBe(works)
  })
  it('who enters a year as published makes it so; without that an override leaves it provisional', () => {
    expect(overruled.isPublished('2027-02-06')).toBe(true)
    const only = cityCalendar({ published: [], overrides: [{ day: '2027-02-06', work: true }] })
    expect(only.isPublished('2027-02-06')).toBe(false)
  })
})

describe('working days counted', () => {
  it.each([
    // October 2018: the holiday ends on the 7th. February 2026: 15 to 23 off, 14 and 28 worked.
    ['2018-10', 1, '2018-10-08'],
    ['2018-10', 3, '2018-10-10'],
    ['2026-02', 3, '2026-02-04'],
    ['2026-02', 10, '2026-02-13'],
    ['2026-02', 11, '2026-02-14'],
    ['2026-02', 12, '2026-02-24'],
    ['2026-03', 1, '2026-03-02'],
    ['2026-01', 1, '2026-01-04'],
    ['2026-01', 3, '2026-01-06'],
  ])('working day of %s number %i is %s', (month, n, day) => {
    expect(calendar.nthOfMonth(month, n)).toBe(day)
  })

  it.each([
    ['2018-10-05', 1, '2018-09-30'],
    ['2018-10-05', 3, '2018-09-28'],
    ['2018-05-20', 1, '2018-05-18'],
    ['2019-01-02', 1, '2018-12-29'],
    ['2026-02-24', 2, '2026-02-13'],
  ])('before %s number %i is %s', (day, n, wanted) => {
    expect(calendar.before(day, n)).toBe(wanted)
  })

  const someDay = fc
    .integer({ min: 0, max: 3650 })
    .map((n) => new Date(Date.UTC(2018, 0, 1 + n)).toISOString().slice(0, 10))
  it('a count of working days, taken forward, is what lies between; backward undoes forward', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 400 }), (day, n) => {
        const later = calendar.after(day, n)
        expect(calendar.isWorkday(later)).toBe(true)
        expect(calendar.count(day, later)).toBe(n)
        expect(later > day).toBe(true)
        const start = calendar.isWorkday(day) ? day : calendar.before(day, 1)
        expect(calendar.before(later, n)).toBe(start)
      }),
    )
  })
  it('counting agrees with looking at each day', () => {
    fc.assert(
      fc.property(someDay, someDay, (a, b) => {
        let count = 0
        for (let ms = Date.parse(a) + 86_400_000; ms <= Date.parse(b); ms += 86_400_000) {
          if (calendar.isWorkday(new Date(ms).toISOString().slice(0, 10))) count++
        }
        expect(calendar.count(a, b)).toBe(count)
      }),
      { numRuns: 50 },
    )
  })
})
