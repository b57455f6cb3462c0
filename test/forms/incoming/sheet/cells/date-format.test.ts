import { describe, expect, it } from 'vitest'
import {
  dateText,
  isBuiltInDate,
  isDateFormat,
  isoDateText,
} from '../../../../../forms/incoming/sheet/cells/date-format.ts'
import fc from '../../../../fc.ts'

describe('which number formats show a date', () => {
  const dates = [
    'yyyy-mm-dd',
    'yyyy"年"m"月"d"日"',
    'yyyy\\年m\\月d\\日;@',
    '[$-804]yyyy"年"m"月"d"日";@',
    '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy',
    '[DBNum1][$-804]yyyy"年"m"月";@',
    '[$-411]ggge"年"m"月"d"日"',
    '[$-404]e/m/d;@',
    '[$-804]aaaa',
    'm/d/yy h:mm',
    'h:mm AM/PM',
    '上午/下午h"时"mm"分"',
    '[h]:mm:ss',
    '[mm]:ss',
    'mm:ss.0',
    '[Red]yyyy/m/d',
    '[红色]d',
    '[<1]h:mm;yyyy-mm-dd',
    'YYYY.MM.DD',
    '"d"d',
  ]
  const numbers = [
    'General',
    'G/通用格式',
    '0',
    '0.00E+00',
    '##0.0E+0',
    '@',
    '#,##0.00;[Red]-#,##0.00',
    '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    '0"day"',
    '0\\d',
    '0_d',
    '* 0',
    '*d0',
    '[$￥-804]#,##0.00',
    '[$USD] 0',
    '[>100][Red]0;[Blue]0',
    '0;"yyyy"',
    '0;yyyy',
    '"每月"0"元"',
    '0.00%',
    '# ?/?',
    '',
    '"',
    '\\',
  ]
  it.each(dates)('%s does', (format) => {
    expect(isDateFormat(format)).toBe(true)
  })
  it.each(numbers)('%s does not', (format) => {
    expect(isDateFormat(format)).toBe(false)
  })

  it('of the built-in ones 14 to 22, 45 to 47, and the Chinese 27 to 36 and 50 to 58', () => {
    const found = [...Array(70).keys()].filter(isBuiltInDate)
    expect(found).toEqual([
      14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55,
      56, 57, 58,
    ])
  })
})

describe('the date of a serial number', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [60, '1900-02-29'],
    [61, '1900-03-01'],
    [36_454, '1999-10-21'],
    [43_221.999999, '2018-05-02'],
    [43_221.354166666664, '2018-05-01 08:30:00'],
    [43_221.000011574, '2018-05-01 00:00:01'],
    [2_958_465, '9999-12-31'],
  ])('%d is %s', (serial, text) => {
    expect(dateText(serial, false)).toBe(text)
  })

  it('is none before the first day and behind the last: the number stays', () => {
    for (const serial of [-1, 0, 0.5, 2_958_465.999999, 2_958_466, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(dateText(serial, false)).toBeUndefined()
    }
    expect(dateText(0, true)).toBe('1904-01-01')
    expect(dateText(2_957_004, true)).toBeUndefined()
  })

  it('is the same day 1462 later where days count from 1904, and goes back to its serial', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1462, max: 2_958_465 }), fc.integer({ min: 0, max: 86_399 }), (day, second) => {
        const text = dateText(day + second / 86_400, false)!
        expect(dateText(day - 1462 + second / 86_400, true)).toBe(text)
        expect(Date.parse(`${text.length > 10 ? text.replace(' ', 'T') : `${text}T00:00:00`}Z`)).toBe(
          ((day - 25_569) * 86_400 + second) * 1000,
        )
      }),
    )
  })

  it('is looked for in the first 255 characters of a format', () => {
    expect(isDateFormat(`${'0'.repeat(254)}yyyy`)).toBe(true)
    expect(isDateFormat(`${'0'.repeat(255)}yyyy`)).toBe(false)
  })

  it('ISO dates of t="d" cells', () => {
    expect(isoDateText('2018-05-01')).toBe('2018-05-01')
    expect(isoDateText('2018-05-01T00:00:00.000')).toBe('2018-05-01')
    expect(isoDateText('2018-05-01T08:30Z')).toBe('2018-05-01 08:30:00')
    expect(isoDateText('08:30')).toBeUndefined()
  })
})
