/** Whom the list of the year before names. */
import { expect, test } from 'vitest'
import { unpaidOf } from '../../../rules/cases/unpaid.ts'
import { idNumber } from '../../../samples/id-number.ts'
import type { CaseRow } from '../../../schemas/records/case.ts'
import { type Changes, caseFacts, caseRow, decision, HERE, results, THERE, wasAtClose as was } from './perfect-case.ts'

const PAST: Changes = { day: '2019-01-07', decision: decision('pay') }
const unpaidWith = (row: Partial<CaseRow>, changes: Changes = {}, born = '1980-01-31') =>
  unpaidOf([caseRow('contribution', row)], {
    year: 2018,
    idOf: () => idNumber(HERE, born, 1),
    factsOf: () => caseFacts('contribution', { ...PAST, ...changes }),
  }).map(({ was: { state, reason } }) => [state, reason].join(' ').trim())

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
