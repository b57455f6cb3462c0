/** Overdue cases are told as counts, by whose turn they are (docs/cases.md#never-with-cases). */
import { expect, test } from 'vitest'
import { renderLetter } from '../../../forms/letters/letter.ts'
import { awaitedOf } from '../../../rules/cases/awaited.ts'
import type { NextStep } from '../../../rules/cases/next-step.ts'
import { forTheCity, owedTurns, papersOf, tallyOf, visitsOf } from '../../../rules/cases/tally.ts'
import { digestsOf } from '../../../rules/deadlines/digests.ts'
import { noticesOn } from '../../../rules/deadlines/notices.ts'
import { digestLetter } from '../../../wording/letters/digest-letter.ts'
import { cityOf, policy } from '../deadlines/city.ts'

const city = cityOf()
const COUNTY = '440222'
const step = (what: NextStep['what'], until: string, ...who: NextStep['who'][number][]): NextStep => ({
  ...{ what, until, since: '2018-06-01' },
  who: who.length > 0 ? who : ['social-insurance'],
})
let persons = 0
const open = (next: NextStep, township?: string, isAsked = false, person = `p${++persons}`) => {
  return { person, next, township, isAsked }
}

const OPEN = [
  open(step('under-review', '2018-06-20')),
  open(step('under-review', '2018-06-25')),
  open(step('under-review', '2018-07-30')),
  open(step('failed', '2018-06-26', 'bank', 'township'), '440222101'),
  open(step('confirm', '2018-07-04')),
  open(step('other-county', '2018-06-27')),
  // Papers that a notice asks for, and returns, are told of with their requests; a batch that nobody makes pays nobody.
  open(step('collecting', '2018-06-01', 'township'), '440222101', true),
  open(step('collecting', '2018-07-02', 'township'), '440222101'),
  open(step('in-flight', '2018-06-01', 'bank')),
  open(step('batches', '2018-06-01')),
]
const DAY = '2018-06-29'
const TALLY = tallyOf(COUNTY, OPEN, DAY)

test('by kind, office and place, each with the earliest day', () => {
  expect(
    TALLY.map(({ what, division, office, cases, overdue, until }) => [what, division, office, cases, overdue, until]),
  ).toEqual([
    ['batches', COUNTY, 'social-insurance', 1, 1, '2018-06-01'],
    ['collecting', '440222101', 'township', 1, 0, '2018-07-02'],
    ['confirm', COUNTY, 'social-insurance', 1, 0, '2018-07-04'],
    ['failed', COUNTY, 'bank', 1, 1, '2018-06-26'],
    ['failed', '440222101', 'township', 1, 1, '2018-06-26'],
    ['other-county', COUNTY, 'social-insurance', 1, 1, '2018-06-27'],
    ['under-review', COUNTY, 'social-insurance', 3, 2, '2018-06-20'],
  ])
})

test('papers of townships are counted once each, asked for by a notice or not, with failures that a township mends', () => {
  expect(papersOf(OPEN, DAY)).toEqual({ cases: 3, overdue: 2, until: '2018-06-01' })
  expect(papersOf([open(step('under-review', '2018-06-20'))], DAY)).toBeUndefined()
})

test('of a township whom it visits: persons, once each, though one has a case of each kind or a notice names another', () => {
  const [A, B] = ['440222101', '440222102']
  const both = [
    open(step('collecting', '2018-06-28', 'township'), A, true, 'p'),
    open(step('failed', '2018-07-09', 'township'), A, false, 'p'),
  ]
  expect(visitsOf([...OPEN, ...both, open(step('collecting', '2018-07-03', 'township'), B)], DAY)).toEqual([
    { township: A, persons: 4, overdue: 3, until: '2018-06-01' },
    { township: B, persons: 1, overdue: 0, until: '2018-07-03' },
  ])
  expect(visitsOf([open(step('under-review', '2018-06-20'))], DAY)).toEqual([])
})

test('what is overdue is owed, a confirmation before it is, and the city hears of a county that does not answer', () => {
  const owed = owedTurns(TALLY, city.rules.calendar)
  const all = [...owed, ...forTheCity(owed, '440200')]
  expect(all.map(({ id, due, cases }) => `${id} ${due} ${cases}`)).toEqual([
    '440222/social-insurance/case-batches/2018-06 2018-06-01 1',
    '440222/social-insurance/case-confirm/2018-07 2018-07-04 1',
    '440222/bank/case-failed/2018-06 2018-06-26 1',
    '440222101/township/case-failed/2018-06 2018-06-26 1',
    '440222/social-insurance/case-other-county/2018-06 2018-06-27 1',
    '440222/social-insurance/case-under-review/2018-06 2018-06-20 2',
    '440200/social-insurance/case-other-county/2018-06 2018-06-27 1',
  ])
  const [review] = owed.slice(-1)
  const told = ['2018-06-21', '2018-06-25', '2018-06-27'].flatMap((day, i, days) =>
    noticesOn(city.rules, [review!], day, days[i - 1] ?? '2018-06-20').map(
      ({ kind, to }) => `${day} ${kind} ${to.division} ${to.office}`,
    ),
  )
  expect(told).toEqual([
    '2018-06-21 overdue 440222 social-insurance',
    '2018-06-25 overdue 440222 social-insurance',
    '2018-06-25 escalation 440222 human-resources',
    '2018-06-27 overdue 440222 social-insurance',
    '2018-06-27 escalation 440222 human-resources',
    '2018-06-27 escalation 440200 human-resources',
  ])
})

test('a letter has counts and days, and nobody’s name or case', () => {
  const owed = owedTurns(TALLY, city.rules.calendar).filter(({ division }) => division === COUNTY)
  const notices = noticesOn(city.rules, owed, '2018-06-29', '2018-06-28').map((notice) => ({
    ...notice,
    kind: notice.kind === 'escalation' ? ('case-escalation' as const) : ('case-overdue' as const),
  }))
  const facts = { policy, calendar: city.rules.calendar, link: 'https://hub.example/' }
  const mails = digestsOf(notices).map((digest) => [digest.to.office, renderLetter(digestLetter(digest, facts)).text])
  const { 'social-insurance': own, 'human-resources': lead } = Object.fromEntries(mails) as Record<string, string>
  expect(own).toContain('以下案件已到或者已过办理期限，尚未办理。')
  expect(own).toContain('待复核2件：逾期7个工作日\n   最早截止：2018年6月20日（星期三）24时')
  expect(lead).toContain('以下单位的案件已过办理期限，经提醒仍未办理。')
  expect(lead).toContain('始兴县社保经办机构')
})

test('without settlements nothing is waited for but the state itself', () => {
  const person = { key: 'k', id: 'i', lists: {}, register: {}, rejectionFlags: [], taken: {}, decisions: {} }
  expect(awaitedOf(COUNTY, person, [], { state: 'under-review', reason: 'two-counties' }, policy)).toBeUndefined()
})
