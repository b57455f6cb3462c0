/** What is owed is counted once, and anew as soon as policy or deadlines are others. */
import { expect, test } from 'vitest'
import { owedByCalendar } from '../../../../functions/web/readings/owed-by-calendar.ts'
import { defaultPolicy } from '../../../../local/hub/default-policy.ts'
import { DEFAULT_DEADLINES } from '../../../../schemas/records/deadline-policy.ts'

const policy = defaultPolicy()
const deadlines = { ...DEFAULT_DEADLINES, from: '2018-05-01' }
const JUNE = ['2018-06-01', '2018-06-30'] as const

test('the same policy and deadlines, read again, are not counted again', () => {
  const again = owedByCalendar(structuredClone(policy), structuredClone(deadlines))
  expect(again.owed(...JUNE)).toBe(owedByCalendar(policy, deadlines).owed(...JUNE))
  expect(again.owed('2018-06-01', '2018-07-31')).not.toBe(again.owed(...JUNE))
})

test('other deadlines, another holiday and fewer counties are seen at once', () => {
  const { owed } = owedByCalendar(policy, deadlines)
  const statistics = (all: ReturnType<typeof owed>) =>
    all.filter(({ division, form }) => division === '440222' && form === 'statistics').map(({ due }) => due)
  const before = owed(...JUNE)
  const [due = ''] = statistics(before)
  const later = owedByCalendar(policy, { ...deadlines, statisticsWorkday: deadlines.statisticsWorkday + 1 })
  const { calendar } = later.duties
  expect(statistics(later.owed(...JUNE))).toEqual([calendar.after(due, 1)])
  const overrides = [{ day: due, work: false, note: '停工' }]
  const free = owedByCalendar(policy, { ...deadlines, calendar: { ...deadlines.calendar, overrides } })
  expect(statistics(free.owed(...JUNE))).toEqual([calendar.after(due, 1)])
  const fewer = { ...policy, counties: policy.counties.filter(({ code }) => code !== '440222') }
  expect(statistics(owedByCalendar(fewer, deadlines).owed(...JUNE))).toEqual([])
  expect(owed(...JUNE)).toEqual(before)
})
