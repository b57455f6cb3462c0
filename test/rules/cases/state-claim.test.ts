/** Every line of docs/cases.md#case-states, clause by clause, for a claim. */
import { expect, test } from 'vitest'
import { Outcome } from '../../../schemas/codes.ts'
import {
  approved,
  at,
  type Case,
  decision,
  FAILURES,
  failed,
  GIVEN_UP,
  HERE,
  materials,
  order,
  released,
  results,
  settled,
  stateOf,
  THERE,
  THIRD,
} from './perfect-case.ts'

const CLAIM: readonly Case[] = [
  ['in-flight', 'no result', { benefit: approved('b') }],
  ['in-flight 90', 'unclear', { own: results('claim', ['b', 12, '90']), benefit: approved('b') }],
  ['in-flight', 'drawing already', { benefit: approved('b'), decision: decision('drawing') }],
  ['ready', 'only a contribution', { claim: approved('b') }],
  ['ready', 'a contribution was paid', { own: { ...materials(12), ...results('contribution', ['b', 11, '00']) } }],

  ['in-batch', 'prepared', { isPrepared: true }],

  ['ended left-lists', 'nobody lists', { isListed: false, decision: undefined }],
  ['ended elsewhere', 'set aside', { isSetAside: true, decision: undefined }],

  ['registered', 'done', { own: results('claim', ['b', 12, '00']), benefit: approved('b') }],
  [
    'registered',
    'done, whatever was answered',
    {
      own: { ...results('claim', ['b', 12, '00']), ...materials(13, { finding: '死亡' }) },
      benefit: approved('b'),
    },
  ],
  [
    'under-review name-conflict',
    'done',
    {
      own: results('claim', ['b', 12, '00']),
      benefit: approved('b'),
      decision: decision('review', 'name-conflict'),
    },
  ],
  [
    'ended drawing',
    'done',
    { own: results('claim', ['b', 12, '00']), benefit: approved('b'), decision: decision('drawing') },
  ],
  ['collecting', 'done, and has drawn since', { own: results('claim', ['b', 12, '00']), benefit: released('b') }],
  [
    'ready',
    'done, has drawn, materials since',
    {
      own: { ...results('claim', ['b', 12, '00']), ...materials(13) },
      benefit: released('b'),
    },
  ],
  [
    'failed 02',
    'done and drawn, a later row failed',
    {
      own: results('claim', ['b', 12, '00'], ['c', 14, '02']),
      benefit: failed('c'),
    },
  ],
  [
    'registered',
    'the row approved last was done, and an earlier one was reversed later',
    {
      own: results('claim', ['b', 16, '05', { approvedAt: at(11) }], ['c', 14, '00', { approvedAt: at(13) }]),
      benefit: approved('c'),
    },
  ],
  ['failed 05', 'done and reversed', { own: results('claim', ['b', 12, '05']), benefit: failed('b') }],
  [
    'registered',
    'done, and another county resumed and claims',
    {
      own: results('claim', ['b', 12, '00']),
      benefit: approved('c', THERE),
      cases: { [THERE]: settled([13, 'resume']) },
    },
  ],
  [
    'waiting other-county',
    'done, has drawn, and another county claims',
    {
      own: results('claim', ['b', 12, '00']),
      benefit: approved('c', THERE),
    },
  ],
  [
    'collecting',
    'done, has drawn, and another county claimed, failed and was resumed',
    {
      own: results('claim', ['b', 12, '00']),
      benefit: failed('c', THERE),
      cases: { [THERE]: { ...results('claim', ['c', 15, '02', { approvedAt: at(14) }]), ...settled([16, 'resume']) } },
    },
  ],
  [
    'registered',
    'done, and another county resumed, claimed, failed and was resumed again',
    {
      own: results('claim', ['b', 12, '00']),
      benefit: failed('c', THERE),
      cases: {
        [THERE]: {
          ...results('claim', ['c', 15, '02', { approvedAt: at(14) }]),
          ...settled([13, 'resume'], [16, 'resume']),
        },
      },
    },
  ],

  ...Outcome.options
    .filter((outcome) => !['claim', 'review'].includes(outcome))
    .map((outcome): Case => [`ended ${outcome}`, 'the outcome', { decision: decision(outcome) }]),

  ['under-review duplicate-enrolment', 'review', { decision: decision('review', 'duplicate-enrolment') }],
  [
    'under-review transferring',
    'transfer',
    {
      decision: decision('review', 'enrolled-elsewhere', [`settlements.${HERE}.${order(12)}`]),
      own: settled([12, 'transfer', { reason: 'enrolled-elsewhere' }]),
    },
  ],

  ['waiting other-county', 'in flight there', { benefit: approved('b', THERE) }],
  [
    'waiting other-county',
    'in flight there, and resumed here',
    { benefit: approved('b', THERE), own: settled([13, 'resume']) },
  ],
  [
    'waiting other-county',
    'done there',
    {
      benefit: approved('b', THERE),
      cases: { [THERE]: results('claim', ['b', 12, '00']) },
    },
  ],
  [
    'ready',
    'done there, and drawn since',
    {
      benefit: released('b', THERE),
      cases: { [THERE]: results('claim', ['b', 12, '00']) },
    },
  ],
  [
    'ready',
    'done there, and resumed here',
    {
      own: { ...materials(11), ...settled([13, 'resume']) },
      benefit: approved('b', THERE),
      cases: { [THERE]: results('claim', ['b', 12, '00']) },
    },
  ],
  [
    'waiting other-county',
    'resumed here, and done there later',
    {
      own: { ...materials(11), ...settled([11, 'resume']) },
      benefit: approved('b', THERE),
      cases: { [THERE]: results('claim', ['b', 12, '00']) },
    },
  ],
  ['ready', 'failed there', { benefit: failed('b', THERE), cases: { [THERE]: results('claim', ['b', 12, '03']) } }],
  ['ready', 'a contribution was paid there', { cases: { [THERE]: results('contribution', ['b', 12, '00']) } }],
  [
    'waiting other-county',
    'done there, where a third county resumed and failed',
    {
      benefit: failed('c', THIRD),
      cases: {
        [THERE]: results('claim', ['b', 12, '00']),
        [THIRD]: { ...settled([13, 'resume']), ...results('claim', ['c', 15, '01']) },
      },
    },
  ],
  [
    'waiting other-county',
    'done there, and resumed by a third county which gave its claim back',
    {
      benefit: released('c', THIRD),
      cases: { [THERE]: results('claim', ['b', 12, '00']), [THIRD]: settled([13, 'resume']) },
    },
  ],

  ['ended given-up', 'given up', { own: materials(12, GIVEN_UP) }],
  ['ended given-up', 'by another year’s number', { own: materials(12, { ...GIVEN_UP, case: `${HERE}-2017-00001` }) }],
  ['collecting', 'given up before the case began', { own: materials(9, GIVEN_UP) }],
  [
    'failed 03',
    'given up before the latest row',
    {
      own: { ...materials(11, GIVEN_UP), ...results('claim', ['b', 14, '03']) },
    },
  ],
  [
    'ended given-up',
    'given up since the latest row',
    {
      own: { ...materials(15, GIVEN_UP), ...results('claim', ['b', 14, '03']) },
    },
  ],

  ['paused 联系不上', 'a finding', { own: materials(12, { finding: '联系不上' }) }],
  ['paused 联系不上', 'a finding of before', { own: materials(8, { finding: '联系不上' }) }],
  ['paused held', 'held', { own: { ...materials(11), ...settled([12, 'hold']) } }],
  ['ready', 'resumed', { own: { ...materials(11, { finding: '联系不上' }), ...settled([12, 'resume']) } }],

  ...FAILURES.map(
    (code): Case => [
      `failed ${code}`,
      'a failure',
      { own: { ...materials(11), ...results('claim', ['b', 12, code]) }, benefit: failed('b') },
    ],
  ),
  [
    'ready',
    'materials later',
    { own: { ...results('claim', ['b', 12, '01']), ...materials(13) }, benefit: failed('b') },
  ],
  ['failed 04', 'materials later', { own: { ...results('claim', ['b', 12, '04']), ...materials(13) } }],
  ['ready', 'of the other kind', { own: { ...materials(11), ...results('contribution', ['b', 12, '02']) } }],

  ['collecting', 'no materials', { cases: { [HERE]: {} } }],
  ['collecting', 'materials of before', { own: materials(9) }],
  ['collecting', 'materials of the moment of its beginning', { own: materials(10) }],
  ['ready', 'materials since', {}],
]

test.each(CLAIM)('a claim is %s: %s', (state, _, changes) => expect(stateOf('claim', changes)).toBe(state))
