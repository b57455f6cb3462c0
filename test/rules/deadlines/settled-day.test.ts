import { expect, test } from 'vitest'
import { settledDay } from '../../../rules/deadlines/settled-day.ts'
import { signature } from '../../signature.ts'

test('a letter bears the day of what it tells: of the confirmation, the sending back, the change, the failure', () => {
  const sent = { day: '2018-06-05', settledAt: '2018-06-05T01:00:00Z' }
  expect(settledDay(sent)).toBe('2018-06-05')
  const confirmed = { ...sent, settledAt: '2018-06-06T17:00:00Z', confirmedBy: signature('王芳') }
  expect(settledDay(confirmed)).toBe('2018-06-07')
  // Of a demo the machine's clock says another day than the one that is played.
  expect(settledDay({ ...confirmed, confirmedOn: '2018-06-12' })).toBe('2018-06-12')
  const changed = { ...confirmed, notified: { version: 3, day: '2018-06-08', isChange: true } }
  expect(settledDay(changed)).toBe('2018-06-08')
  const withdrawn = { by: signature('李明'), at: '2018-06-09T01:00:00Z', sentBack: true }
  expect(settledDay({ ...changed, withdrawn })).toBe('2018-06-09')
  expect(settledDay({ ...changed, withdrawn: { ...withdrawn, day: '2018-06-13' } })).toBe('2018-06-13')
  expect(settledDay({ ...confirmed, failedAt: '2018-06-10T01:00:00Z' })).toBe('2018-06-10')
})
