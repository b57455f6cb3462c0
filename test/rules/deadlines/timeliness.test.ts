import { describe, expect, it } from 'vitest'
import { metBy, standingOf } from '../../../rules/deadlines/standing.ts'
import { boardOf, onTimeRate } from '../../../rules/deadlines/timeliness.ts'
import type { Standing, Submission } from '../../../schemas/records/obligation.ts'
import fc from '../../fc.ts'
import { cityOf } from './city.ts'

const OWED = cityOf()
  .owed('2018-05-01', '2019-01-31')
  .filter((o) => o.division === '440222')
const NOW = '2018-08-20T00:00:00Z'

function standings(sent: [form: string, period: string, time: string, state?: Submission['state']][], now = NOW) {
  const submissions = sent.map(
    ([form, period, time, state = 'accepted']): Submission => ({
      division: '440222',
      office: 'civil-affairs',
      form,
      period,
      time,
      state,
    }),
  )
  const met = metBy(submissions, now)
  return OWED.map((o) => standingOf(o, met, new Set(), now))
}

describe('timeliness by office, form and month (docs/rules.md#deadlines)', () => {
  const board = boardOf(
    standings([
      ['dibao-new', '2018-05', '2018-06-05T15:00:00Z'],
      ['dibao-new', '2018-06', '2018-07-07T15:00:00Z'],
      ['tekun-new', '2018-05', '2018-06-05T15:00:00Z', 'nil'],
    ]),
    2018,
  )
  const line = (form: string) => board.find((l) => l.form === form)!
  const months = (form: string) => line(form).months.map((m) => m.map((s) => `${s.state}${s.nil ? ' nil' : ''}`).join())

  it('by the month that a report is about', () => {
    expect(months('dibao-new')).toEqual([
      '',
      '',
      '',
      '',
      'on-time',
      'late',
      'missing',
      'open',
      'open',
      'open',
      'open',
      'open',
    ])
    expect(months('tekun-new').slice(4, 8)).toEqual(['on-time nil', 'missing', 'missing', 'open'])
  })
  it('the full list as of the year’s end stands in December', () => {
    expect(months('dibao-full')).toEqual(['', '', '', 'missing', '', '', '', '', '', '', '', 'open'])
  })
  it('rates by quarter and year count what was due; over nothing there is none', () => {
    expect(line('dibao-new').quarters).toEqual([
      { due: 0, onTime: 0, rate: undefined },
      { due: 2, onTime: 1, rate: 0.5 },
      { due: 1, onTime: 0, rate: 0 },
      { due: 0, onTime: 0, rate: undefined },
    ])
    expect(line('dibao-new').year).toEqual({ due: 3, onTime: 1, rate: 1 / 3 })
  })
  it('a line each for division, office and form, sorted', () => {
    expect(board.map((l) => `${l.office} ${l.form}`)).toEqual([
      'civil-affairs dibao-full',
      'civil-affairs dibao-new',
      'civil-affairs tekun-full',
      'civil-affairs tekun-new',
      'disabled-federation disabled-full',
      'disabled-federation disabled-new',
      'poverty-alleviation registered-poor-full',
      'poverty-alleviation registered-poor-new',
      'social-insurance statistics',
    ])
  })
})

it('what is open or late never raises a rate, and the quarters together are the year', () => {
  const state = fc.constantFrom<Standing['state']>('on-time', 'late', 'missing', 'open')
  const some = fc.array(
    fc.record({ obligation: fc.constantFrom(...OWED), state, nil: fc.boolean(), lateMinutes: fc.nat() }),
  )
  fc.assert(
    fc.property(some, (all) => {
      for (const { quarters, year, months } of boardOf(all, 2018)) {
        expect(year.due).toBe(quarters.reduce((sum, q) => sum + q.due, 0))
        expect(year.onTime).toBe(quarters.reduce((sum, q) => sum + q.onTime, 0))
        expect(onTimeRate(months.flat().filter((s) => s.state !== 'open'))).toEqual(year)
        if (year.rate !== undefined) expect(year.rate).toBe(year.onTime / year.due)
      }
    }),
  )
})
