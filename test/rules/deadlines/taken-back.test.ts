/** What was taken back after its day is owed anew (docs/rules.md#deadlines). */
import { expect, test } from 'vitest'
import { isTakenBack, owedAnew } from '../../../rules/deadlines/taken-back.ts'
import type { Submission } from '../../../schemas/records/obligation.ts'
import { cityOf } from './city.ts'

const { rules, owed } = cityOf()
const due = owed('2018-06-01', '2018-06-10').find(({ form }) => form === 'statistics')!
const back = (takenBackOn: string, state: Submission['state'] = 'withdrawn'): Submission => ({
  ...{ division: due.division, office: due.office, form: due.form, period: due.period },
  ...{ time: '2018-06-04T01:00:00Z', state, takenBackOn },
})

test.each([
  ['after its day: the days of a return', back('2018-06-20'), '2018-06-25'],
  ['before the National Day: working days count', back('2018-09-29'), '2018-10-09'],
  ['on its day: nobody has more time by it', back(due.due), due.due],
  ['and come again', back('2018-06-20', 'accepted'), due.due],
])('taken back %s', (_, submission, until) => {
  expect(owedAnew(rules, due, submission)).toEqual({ ...due, due: until })
  expect(isTakenBack(submission)).toBe(submission.state === 'withdrawn')
})

test('what nobody took back stays', () => {
  expect(owedAnew(rules, due, undefined)).toBe(due)
  expect(isTakenBack({ ...back('2018-06-20'), takenBackOn: undefined })).toBe(false)
})
