/** Whom the list of the year before names, and what a case of the year before is. */
import { describe, expect, test } from 'vitest'
import { caseState, stateForAnswers } from '../../../rules/cases/state.ts'
import { unpaidOf } from '../../../rules/cases/unpaid.ts'
import { idNumber } from '../../../samples/id-number.ts'
import type { CaseRow, Standing } from '../../../schemas/records/case.ts'
import {
  at,
  type Changes,
  caseFacts,
  caseRow,
  decision,
  HERE,
  materials,
  results,
  settled,
  stateOf,
  THERE,
} from './perfect-case.ts'

const NEXT_YEAR = '2019-01-07'
const PAST: Changes = { day: NEXT_YEAR, decision: decision('pay') }
const was = (state: Standing['state'], reason?: string, before?: Standing): Partial<CaseRow> => ({
  close: {
    ...{ state, at: at(10), day: '2018-12-31' },
    ...(reason && { reason }),
    ...(before && { beforeYearEnd: before }),
  },
})
const unpaidWith = (row: Partial<CaseRow>, changes: Changes = {}, born = '1980-01-31') =>
  unpaidOf([caseRow('contribution', row)], {
    year: 2018,
    idOf: () => idNumber(HERE, born, 1),
    factsOf: () => caseFacts('contribution', { ...PAST, ...changes }),
  }).map(({ was: { state, reason } }) => [state, reason].join(' ').trim())

describe('the list of 2018', () => {
  test.each<[string[], string, Partial<CaseRow>, Changes?, string?]>([
    [['ready'], 'ready', was('ready')],
    [['paused held'], 'paused', was('paused', 'held')],
    [['paid'], 'paid then, reversed since', was('paid'), { own: results('contribution', ['b', 12, '05']) }],
    [[], 'paid then', was('paid'), { own: results('contribution', ['b', 12, '00']) }],
    [[], 'in flight', was('in-flight'), { claim: { state: 'approved', county: HERE, batch: 'b' } }],
    [['in-flight'], 'failed since', was('in-flight'), { own: results('contribution', ['b', 12, '02']) }],
    [
      [],
      'in flight in another county',
      was('waiting', 'other-county'),
      { claim: { state: 'approved', county: THERE, batch: 'b' } },
    ],
    [
      [],
      'paid in another county',
      was('waiting', 'other-county'),
      { cases: { [THERE]: results('contribution', ['b', 12, '00']) } },
    ],
    [
      ['ready'],
      'paid in another county for another year',
      was('ready'),
      {
        cases: { [THERE]: results('contribution', ['b', 12, '00', { year: 2017 }]) },
      },
    ],
    [[], 'given up', was('ended', 'given-up')],
    [
      [],
      'given up, closed after the last payment day',
      was('ended', 'unpaid-at-year-end', { state: 'ended', reason: 'given-up' }),
    ],
    [['collecting'], 'closed after the last payment day', was('ended', 'unpaid-at-year-end', { state: 'collecting' })],
    [[], 'left', was('ended', 'left-lists')],
    [[], 'a student', was('ended', 'student')],
    [[], 'of another year', { ...was('ready'), year: 2017 }],
    [[], 'a claim', { ...was('ready'), kind: 'claim' }],
    [['ready'], '16 at the year’s end', was('ready'), {}, '2002-12-31'],
    [[], '15 at the year’s end', was('ready'), {}, '2003-01-01'],
    [['ready'], '59 at the year’s end', was('ready'), {}, '1959-01-01'],
    [[], '60 at the year’s end', was('ready'), {}, '1958-12-31'],
  ])('names %j: %s', (expected, _, row, changes, born) => expect(unpaidWith(row, changes, born)).toEqual(expected))
})

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
