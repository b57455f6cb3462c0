import { describe, expect, test } from 'vitest'
import { ageOn, beforeMidnight, dayInNumber, dayInText, dayOf, monthsBefore } from '../../rules/days.ts'
import fc from '../fc.ts'

const date = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })

describe('days of the calendar', () => {
  test.each([
    [2018, 2, 29],
    [1900, 2, 29],
    [2100, 2, 29],
    [2018, 4, 31],
    [2018, 6, 31],
    [2018, 9, 31],
    [2018, 11, 31],
    [2018, 1, 32],
    [2018, 0, 1],
    [2018, 13, 1],
    [2018, 1, 0],
    [0, 1, 1],
  ])('%d-%d-%d is none', (year, month, day) => {
    expect(dayOf(year, month, day)).toBeUndefined()
  })

  test.each([
    [2016, 2, 29, '2016-02-29'],
    [2000, 2, 29, '2000-02-29'],
    [2018, 12, 31, '2018-12-31'],
    [2018, 7, 31, '2018-07-31'],
    [987, 1, 1, '0987-01-01'],
  ])('%d-%d-%d is a day', (year, month, day, text) => {
    expect(dayOf(year, month, day)).toBe(text)
  })

  test('knows exactly the days that Date knows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.nat(14), fc.nat(33), (year, month, day) => {
        const real = new Date(0)
        real.setUTCFullYear(year, month - 1, day)
        const exists = real.getUTCMonth() === month - 1 && real.getUTCDate() === day
        expect(dayOf(year, month, day)).toBe(exists ? real.toISOString().slice(0, 10) : undefined)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('age (docs/rules.md#days-and-ages): full years, the birthday itself counts', () => {
  test.each([
    ['1958-06-06', '2018-06-05', 59],
    ['1958-06-06', '2018-06-06', 60],
    ['1958-06-06', '2018-06-07', 60],
    ['2002-06-06', '2018-06-05', 15],
    ['2002-06-06', '2018-06-06', 16],
    ['1958-12-31', '2018-01-01', 59],
    ['1958-01-01', '2017-12-31', 59],
    ['2018-06-06', '2018-06-06', 0],
    // Born on 29 February: on 1 March in common years, on the day itself in leap years.
    ['1960-02-29', '2019-02-28', 58],
    ['1960-02-29', '2019-03-01', 59],
    ['1960-02-29', '2020-02-28', 59],
    ['1960-02-29', '2020-02-29', 60],
    ['2000-02-29', '2100-02-28', 99],
    ['2000-02-29', '2100-03-01', 100],
  ])('born %s, on %s: %d', (birth, day, age) => {
    expect(ageOn(birth, day)).toBe(age)
  })
})

describe('dates as they are written (docs/forms.md#dates)', () => {
  test.each([
    '1960-01-31',
    '1960-1-31',
    '1960/1/31',
    '1960/01/31',
    '1960.1.31',
    '1960.01.31',
    '19600131',
    '1960年1月31日',
    '1960年01月31日',
  ])('%s', (written) => {
    expect(dayInText(written)).toBe('1960-01-31')
  })

  test.each([
    '',
    '去年',
    '1960-02-30',
    '1960/13/1',
    '1960-1',
    '1960年1月',
    '60-1-31',
    '1960-1.31',
    '1960-01-31 00:00:00',
    '1960-01-3100:00:00',
    '1960013',
    '196001310',
    '43131',
    '1960年1月31',
    '1960-001-31',
    'x1960-01-31',
    '1960—01—31',
  ])('%j is none', (written) => {
    expect(dayInText(written)).toBeUndefined()
  })

  test('each spelling of a day is that day', () => {
    fc.assert(
      fc.property(date, (d) => {
        const iso = d.toISOString().slice(0, 10)
        const [y, m, day] = iso.split('-') as [string, string, string]
        for (const [month, dayOfMonth] of [
          [m, day],
          [String(Number(m)), String(Number(day))],
        ] as const) {
          for (const written of [
            `${y}-${month}-${dayOfMonth}`,
            `${y}/${month}/${dayOfMonth}`,
            `${y}.${month}.${dayOfMonth}`,
            `${y}年${month}月${dayOfMonth}日`,
          ])
            expect(dayInText(written)).toBe(iso)
        }
        expect(dayInText(`${y}${m}${day}`)).toBe(iso)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a time of midnight behind a day (docs/forms.md#dates)', () => {
  test.each([
    ['1960-01-31 00:00:00', '1960-01-31'],
    ['1960/1/31 0:00', '1960/1/31'],
    ['1960/1/31\t0:00:00 ', '1960/1/31'],
    ['1960-01-31T00:00:00.000', '1960-01-31'],
    ['1960-01-31T00:00:00Z', '1960-01-31'],
    ['1960年1月31日00:00', '1960年1月31日'],
    ['1960/1/31 12:00:00 AM', '1960/1/31'],
  ])('%j', (text, day) => {
    expect(beforeMidnight(text)).toBe(day)
  })

  test.each([
    '1960-01-31',
    '1960-01-31 10:30:00',
    '1960-01-31 00:00:01',
    '1960-01-31 00:30',
    '1960/1/3 10:00',
    '1960/1/310:00',
    '1960-01-31 24:00:00',
    '1960-01-31 12:00:00',
    '00:00',
    '1960-01-31 00:00:00.5',
    `1960-01-31${' '.repeat(60)}00:00`,
  ])('%j has none', (text) => {
    expect(beforeMidnight(text)).toBeUndefined()
  })
})

describe('dates in number cells (docs/forms.md#dates)', () => {
  test.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [43101, '2018-01-01'],
    [99_999, '2173-10-13'],
    [19_600_131, '1960-01-31'],
    [10_000_101, '1000-01-01'],
    [99_991_231, '9999-12-31'],
  ])('%d is %s', (value, day) => {
    expect(dayInNumber(value)).toBe(day)
  })

  test.each([
    0,
    -1,
    60,
    100_000,
    43101.5,
    9_999_999,
    1_000_101,
    100_000_000,
    19_600_230,
    19_601_301,
    Number.NaN,
    4.4e17,
  ])('%d is none', (value) => {
    expect(dayInNumber(value)).toBeUndefined()
  })

  test('serials of Excel count the days one by one, but for the 29 February 1900 that never was', () => {
    let last = Date.UTC(1899, 11, 31)
    for (let serial = 1; serial < 100_000; serial++) {
      if (serial === 60) continue
      const day = dayInNumber(serial)!
      expect(Date.parse(day)).toBe(last + 86_400_000)
      last += 86_400_000
    }
  })
})

test.each([
  ['2018-11-05', 12, '2017-11-05'],
  ['2019-01-31', 1, '2018-12-31'],
  ['2018-12-31', 12, '2017-12-31'],
  ['2018-12-31', 10, '2018-02-28'],
  ['2020-02-29', 12, '2019-02-28'],
  ['2021-02-28', 12, '2020-02-28'],
])('%s less %i months is %s', (day, months, before) => expect(monthsBefore(day, months)).toBe(before))
