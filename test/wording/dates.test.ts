import { expect, test } from 'vitest'
import { clockName, periodsName, timeName } from '../../wording/dates.ts'
import fc, { runs } from '../fc.ts'

test('the time in Shanghai is what the tables of time zones say', () => {
  const timeZone = 'Asia/Shanghai'
  const whole = new Intl.DateTimeFormat('zh-CN', { timeZone, dateStyle: 'long', timeStyle: 'short' })
  const clock = new Intl.DateTimeFormat('zh-CN', { timeZone, hour: '2-digit', minute: '2-digit' })
  const times = fc.date({ min: new Date('1992-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(fc.oneof(times, fc.constant(new Date('2018-06-04T16:00:00Z'))), (time) => {
      const instant = time.toISOString()
      expect([timeName(instant), clockName(instant)]).toEqual([whole.format(time), clock.format(time)])
    }),
    { numRuns: runs(500) },
  )
})

test('months one after the other are said by the first and the last', () => {
  expect(periodsName(['2018-04', '2018-05', '2018-06'])).toBe('2018年4月至2018年6月')
  expect(periodsName(['2018-05'])).toBe('2018年5月')
})
