/** Whose cases a list has to look at again although the last close left them at their end. */
import { expect, test } from 'vitest'
import { stirredIn } from '../../../rules/cases/stirred.ts'
import { newPerson } from '../../../rules/roster/merge-facts.ts'
import type { CountyFacts } from '../../../schemas/records/case.ts'
import type { Decision, Person } from '../../../schemas/records/person.ts'
import { decision, HERE, KEY, materials, results, settled, THERE } from './perfect-case.ts'

const person = (here?: Decision, own?: CountyFacts, there?: Decision): Person => ({
  ...newPerson(KEY),
  decisions: { ...(here && { [HERE]: here }), ...(there && { [THERE]: there }) },
  ...(own && { cases: { [HERE]: own } }),
})
const on = (day: string, one: Decision): Decision => ({ ...one, day })
const pay = decision('pay')
const listedOn = (fact: object): Person => ({
  ...person(),
  lists: { [`${HERE}#dibao`]: { version: 1, row: { name: '李一', township: `${HERE}100` }, ...fact } },
})

test.each<readonly [what: string, before: Person, after: Person]>([
  ['is listed again', person(), person(pay)],
  ['is no more dead by the register', person(decision('deceased')), person(pay)],
  [
    'is in review for another reason',
    person(decision('review', 'two-counties')),
    person(decision('review', 'name-conflict')),
  ],
  ['has to enrol where it was in review', person(decision('review', 'two-counties')), person(decision('enrol'))],
  ['draws a pension that was claimed', person(decision('claim')), person(decision('drawing'))],
  ['claims in January', person(on('2018-12-31', decision('drawing'))), person(on('2019-01-05', decision('claim')))],
  ['is in January in review no more', person(on('2018-12-31', decision('review'))), person(on('2019-01-05', pay))],
  ['has left', person(pay), person()],
  ['leaves a list that was set aside', listedOn({}), listedOn({ ended: true })],
  ['was found dead', person(pay), person(pay, materials(12, { finding: '死亡' }))],
  ['is held', person(pay), person(pay, settled([12, 'hold']))],
  [
    'was paid, which is taken back',
    person(pay, results('contribution', ['b', 12, '00'])),
    person(pay, results('contribution', ['b', 13, '05'])),
  ],
])('who %s', (_, before, after) => {
  expect(stirredIn(before, after)).toEqual([HERE])
})

test.each<readonly [what: string, before: Person, after: Person]>([
  ['is paid', person(pay), person(decision('sponsored'), results('contribution', ['b', 12, '00']))],
  ['is decided alike', person(pay), person(on('2018-12-01', pay))],
  [
    'is to be paid for again in January',
    person(on('2018-12-31', decision('sponsored'))),
    person(on('2019-01-05', pay)),
  ],
])('not who %s', (_, before, after) => {
  expect(stirredIn(before, after)).toEqual([])
})

test('a row that fails in one county may open a case in each, and another county’s decision says nothing here', () => {
  const failed = person(pay, results('contribution', ['b', 12, '99']), decision('review', 'two-counties'))
  expect(stirredIn(person(pay, undefined, decision('review', 'two-counties')), failed).sort()).toEqual([HERE, THERE])
  expect(stirredIn(person(pay), person(pay, undefined, pay))).toEqual([THERE])
})
