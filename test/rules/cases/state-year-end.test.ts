/** What the end of a year makes of contribution cases. */
import { describe, expect, test } from 'vitest'
import { caseState, stateForAnswers } from '../../../rules/cases/state.ts'
import type { CaseRow } from '../../../schemas/records/case.ts'
import {
  type Changes,
  caseFacts,
  caseRow,
  decision,
  HERE,
  materials,
  results,
  settled,
  stateOf,
  wasAtClose as was,
} from './perfect-case.ts'

const NEXT_YEAR = '2019-01-07'
const PAST: Changes = { day: NEXT_YEAR, decision: decision('pay') }
describe('a contribution case of the year before is', () => {
  const stateIn = (row: Partial<CaseRow>, changes: Changes = {}) => {
    const { state, reason } = caseState(
      caseRow('contribution', row),
      caseFacts('contribution', { ...PAST, ...changes }),
    )
    return [state, reason].join(' ').trim()
  }
  test.each<[string, string, Partial<CaseRow>, Changes?]>([
    ['paid', 'paid', was('in-flight'), { own: results('contribution', ['b', 12, '00']) }],
    ['in-flight', 'in flight', was('in-flight'), { claim: { state: 'approved', county: HERE, batch: 'b' } }],
    ['ended unpaid-at-year-end', 'failed since', was('in-flight'), { own: results('contribution', ['b', 12, '01']) }],
    ['ended unpaid-at-year-end', 'reversed', was('paid'), { own: results('contribution', ['b', 12, '05']) }],
    ['ended unpaid-at-year-end', 'in a batch then and now', was('in-batch'), { isPrepared: true }],
    ...(['under-review', 'waiting', 'paused', 'failed', 'collecting', 'ready'] as const).map(
      (state): [string, string, Partial<CaseRow>] => ['ended unpaid-at-year-end', state, was(state, 'held')],
    ),
    ['ended unpaid-at-year-end', 'given up', was('ended', 'given-up')],
    ['ended unpaid-at-year-end', 'ended so', was('ended', 'unpaid-at-year-end')],
    ['ended left-lists', 'left', was('ended', 'left-lists')],
    ['ended left-lists', 'left, and listed again', was('ended', 'left-lists'), { own: materials(12) }],
    ['ended elsewhere', 'set aside', was('ended', 'elsewhere')],
    ['ended student', 'a student', was('ended', 'student')],
  ])('%s: %s', (expected, _, row, changes) => expect(stateIn(row, changes)).toBe(expected))
})

describe('the year ends', () => {
  const endsOn = (day: string) => ({ ...caseFacts('contribution').policy, lastPaymentDays: [{ year: 2018, day }] })
  const GIVEN_UP = materials(12, { collected: 'given-up', isVerified: false })
  test.each<[string, string, Changes]>([
    ['ready', 'on the last payment day', { day: '2018-12-25', policy: endsOn('2018-12-25') }],
    ['ended unpaid-at-year-end', 'after it', { day: '2018-12-26', policy: endsOn('2018-12-25') }],
    ['ready', 'on 31 December where policy says nothing', { day: '2018-12-31' }],
    ...(
      [
        ['ended unpaid-at-year-end', 'under review', { decision: decision('review', 'two-counties') }],
        ['ended unpaid-at-year-end', 'given up', { own: GIVEN_UP }],
        ['ended unpaid-at-year-end', 'held', { own: settled([12, 'hold']) }],
        ['in-flight', 'in flight', { claim: { state: 'approved', county: HERE, batch: 'b' } }],
        ['in-batch', 'in a batch', { isPrepared: true }],
        ['ended student', 'ended', { decision: decision('student') }],
      ] as [string, string, Changes][]
    ).map(([state, when, changes]): [string, string, Changes] => [
      ...([state, `after it, ${when}`] as const),
      { day: '2018-12-26', policy: endsOn('2018-12-25'), ...changes },
    ]),
  ])('%s: %s', (expected, _, changes) => expect(stateOf('contribution', changes)).toBe(expected))

  test('for no claim', () => {
    const policy = endsOn('2018-11-01')
    expect(stateOf('claim', { policy })).toBe('ready')
  })
})

describe('answers meet', () => {
  const metBy = (row: Partial<CaseRow>, closedOn: string, changes: Changes = {}) => {
    const facts = caseFacts('contribution', { ...PAST, ...changes })
    const { state, reason } = stateForAnswers(caseRow('contribution', row), facts, closedOn)
    return [state, reason].join(' ').trim()
  }
  test.each<[string, string, Partial<CaseRow>, string, Changes?]>([
    ['paused held', 'the last state until a year’s first close', was('paused', 'held'), '2018-12-31'],
    ['ended unpaid-at-year-end', 'the end since', was('paused', 'held'), '2019-01-05'],
    [
      'paid',
      'a payment at any time',
      was('in-flight'),
      '2018-12-31',
      { own: results('contribution', ['b', 12, '00']) },
    ],
    ['ended unpaid-at-year-end', 'the end of a year before the last', { ...was('ready'), year: 2017 }, '2018-12-31'],
    [
      'collecting',
      'the state of today within a year',
      was('ready'),
      '2018-10-10',
      { day: '2018-11-05', decision: decision('enrol') },
    ],
  ])('%s: %s', (expected, _, row, closedOn, changes) => expect(metBy(row, closedOn, changes)).toBe(expected))
})
