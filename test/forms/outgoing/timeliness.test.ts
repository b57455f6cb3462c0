import { describe, expect, it } from 'vitest'
import { durationName, markTextOf, writeTimeliness } from '../../../forms/outgoing/timeliness.ts'
import { metBy, standingOf } from '../../../rules/deadlines/standing.ts'
import type { Standing, Submission } from '../../../schemas/records/obligation.ts'
import { cityOf, policy } from '../../rules/deadlines/city.ts'
import { bytesOf, textsOf } from '../bytes-of.ts'

const NOW = '2018-08-20T00:00:00Z'
const sent = (form: string, period: string, time: string, state: Submission['state'] = 'accepted'): Submission => ({
  division: '440222',
  office: 'civil-affairs',
  form,
  period,
  time,
  state,
})
const met = metBy(
  [
    sent('dibao-new', '2018-05', '2018-06-05T15:00:00Z'),
    sent('dibao-new', '2018-06', '2018-07-07T15:00:00Z'),
    sent('tekun-new', '2018-05', '2018-06-05T15:00:00Z', 'nil'),
  ],
  NOW,
)
const standings = cityOf()
  .owed('2018-05-01', '2019-01-31')
  .map((o) => standingOf(o, met, new Set(), NOW))

describe('the workbook for the bureaus that supervise (docs/rules.md#deadlines)', async () => {
  const bytes = await bytesOf((out) =>
    writeTimeliness(out, { reportingOffice: '韶关市人社局', policy, year: 2018, standings, asOf: '2018-08-20 08:00' }),
  )
  const sheets = await textsOf(bytes)
  const rows = (name: string) => sheets.get(name)!.map((r) => r.texts)

  it('a board: a line for each office and form, a mark for each month, rates by quarter and year', () => {
    const line = rows('报送及时情况').find((r) => r[0] === '始兴县民政局' && r[1] === '低保对象新增名单')!
    expect(line.slice(2, 14)).toEqual(['', '', '', '', '√', '迟2天', '缺', '·', '·', '·', '·', '·'])
    expect(line.slice(14, 19)).toEqual(['', '0.5', '0', '', String(1 / 3)])
    expect(rows('报送及时情况').find((r) => r[0] === '始兴县民政局' && r[1] === '特困人员新增名单')![6]).toBe('零')
  })
  it('behind it every report, with how late to the minute', () => {
    const line = rows('明细').find(
      (r) => r[1] === '始兴县民政局' && r[3] === '2018年6月' && r[2] === '低保对象新增名单',
    )!
    expect(line.slice(3)).toEqual(['2018年6月', '2018-07-05', '2018-07-07 23:00', '迟报', '1天23小时'])
    expect(rows('明细').filter((r) => /^\d+$/.test(r[0] ?? ''))).toHaveLength(standings.length)
  })
})

it.each([
  [1, '1分钟'],
  [61, '1小时1分钟'],
  [1440, '1天'],
  [4385, '3天1小时5分钟'],
])('%i minutes are %s', (minutes, name) => {
  expect(durationName(minutes)).toBe(name)
})

it('of several reports in a month the worst is flagged', () => {
  const of = (state: Standing['state'], lateMinutes = 0) => ({ ...standings[0]!, state, lateMinutes })
  expect(markTextOf([of('on-time'), of('late', 1441), of('late', 10)])).toBe('迟2天')
  expect(markTextOf([of('late', 5), of('missing', 3), of('open')])).toBe('缺')
})
