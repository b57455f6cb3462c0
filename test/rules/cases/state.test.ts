/** Every line of docs/cases.md#case-states, clause by clause, for a contribution. */
import { expect, test } from 'vitest'
import { Outcome } from '../../../schemas/codes.ts'
import {
  approved,
  at,
  BY_TWO,
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
} from './perfect-case.ts'

const CONTRIBUTION: readonly Case[] = [
  ['paid', 'a row was done', { own: results('contribution', ['b', 12, '00']), claim: approved('b') }],
  ['paid', 'an earlier row failed', { own: results('contribution', ['b', 12, '01'], ['c', 14, '00']) }],
  ['paid', 'a prepared batch has it', { own: results('contribution', ['b', 12, '00']), isPrepared: true }],
  [
    'paid',
    'the bank’s word decides',
    { own: results('contribution', ['b', 12, '00']), decision: decision('sponsored') },
  ],
  ['paid', 'left since', { own: results('contribution', ['b', 12, '00']), isListed: false, decision: undefined }],
  ['ready', 'last year’s row was done', { own: results('contribution', ['b', 12, '00', { year: 2017 }]) }],
  ['ready', 'a claim’s row was done', { own: results('claim', ['b', 12, '00']) }],
  [
    'ready',
    'another county paid, until that decides',
    { cases: { [THERE]: results('contribution', ['b', 12, '00']) } },
  ],
  ['failed 05', 'the payment was reversed', { own: results('contribution', ['b', 12, '05']), claim: failed('b') }],

  ['in-flight', 'no result', { claim: approved('b') }],
  ['in-flight', 'no result after a failure', { own: results('contribution', ['b', 12, '02']), claim: approved('c') }],
  ['in-flight 90', 'unclear', { own: results('contribution', ['b', 12, '90']), claim: approved('b') }],
  ['in-flight', 'failed, which the person does not say yet', { claim: failed('b') }],
  ['in-flight', 'left since', { claim: approved('b'), isListed: false, decision: undefined }],
  ['in-flight', 'a finding', { claim: approved('b'), own: materials(12, { finding: '死亡' }) }],
  ['ready', 'given back', { claim: released('b') }],
  ['ready', 'only the pension', { benefit: approved('b') }],
  [
    'failed 99',
    'a failure whose claim stands yet',
    { own: results('contribution', ['b', 12, '99']), claim: approved('b') },
  ],

  ['in-batch', 'prepared', { isPrepared: true }],
  ['in-batch', 'prepared, and left since', { isPrepared: true, isListed: false, decision: undefined }],

  ['ended left-lists', 'nobody lists', { isListed: false, decision: undefined }],
  ['ended elsewhere', 'set aside', { isSetAside: true, decision: undefined }],
  ['ended left-lists', 'set aside before', { isListed: false, isSetAside: true, decision: undefined }],

  ...Outcome.options
    .filter((outcome) => !['pay', 'enrol', 'review'].includes(outcome))
    .map((outcome): Case => [`ended ${outcome}`, 'the outcome', { decision: decision(outcome) }]),
  ['ended student', 'taken by another county', { decision: decision('student'), claim: approved('b', THERE) }],

  ['under-review name-conflict', 'review', { decision: decision('review', 'name-conflict') }],
  [
    'under-review two-counties',
    'given up',
    {
      decision: decision('review', 'two-counties'),
      own: materials(12, GIVEN_UP),
      claim: approved('b', THERE),
    },
  ],
  [
    'under-review transferring',
    'transfer',
    {
      decision: decision('review', 'enrolled-elsewhere', [`settlements.${HERE}.${order(12)}`]),
      own: settled([12, 'transfer', { reason: 'enrolled-elsewhere' }]),
    },
  ],
  [
    'under-review enrolled-elsewhere',
    'transfer stands no longer',
    {
      decision: decision('review', 'enrolled-elsewhere'),
      own: settled([12, 'transfer', { reason: 'enrolled-elsewhere' }]),
    },
  ],
  [
    'under-review two-counties',
    'transfer is about another review',
    {
      decision: decision('review', 'two-counties'),
      own: settled([12, 'transfer', { reason: 'enrolled-elsewhere' }]),
    },
  ],

  ['waiting other-county', 'in flight there', { claim: approved('b', THERE) }],
  [
    'waiting other-county',
    'unclear there',
    {
      claim: approved('b', THERE),
      cases: { [THERE]: results('contribution', ['b', 12, '90']) },
    },
  ],
  [
    'waiting other-county',
    'in flight there, given up here',
    { claim: approved('b', THERE), own: materials(12, GIVEN_UP) },
  ],
  [
    'ready',
    'failed there',
    {
      claim: approved('b', THERE),
      cases: { [THERE]: results('contribution', ['b', 12, '04']) },
    },
  ],
  [
    'ready',
    'failed there',
    { claim: failed('b', THERE), cases: { [THERE]: results('contribution', ['b', 12, '02']) } },
  ],
  ['waiting other-county', 'failed there, which the person does not say yet', { claim: failed('b', THERE) }],

  ['ended given-up', 'given up', { own: materials(12, GIVEN_UP) }],
  ['ended given-up', 'given up before the case began', { own: materials(8, GIVEN_UP) }],
  ['ended given-up', 'whatever the rest says', { own: materials(12, { ...GIVEN_UP, finding: '死亡' }) }],
  ['ready', 'given up for last year', { own: materials(12, { ...GIVEN_UP, case: `${HERE}-2017-00001` }) }],

  ['paused 死亡', 'a finding', { own: materials(12, { finding: '死亡' }) }],
  ['ready', 'no finding but 属实', { own: materials(12, { finding: '属实' }) }],
  [
    'ready',
    'resumed after the finding by two persons',
    { own: { ...materials(12, { finding: '死亡' }), ...settled([13, 'resume', BY_TWO]) } },
  ],
  [
    'paused 死亡',
    'resumed after the finding by one who did not know it: the file came later than it was asked for',
    { own: { ...materials(12, { finding: '死亡' }), ...settled([13, 'resume']) } },
  ],
  [
    'paused 死亡',
    'resumed before',
    { own: { ...materials(12, { finding: '死亡' }), ...settled([11, 'resume', BY_TWO]) } },
  ],
  [
    'paused 死亡',
    'a second person has not confirmed',
    {
      own: { ...materials(12, { finding: '死亡' }), ...settled([13, 'resume', { waits: true }]) },
    },
  ],
  ['paused held', 'held', { own: settled([12, 'hold']) }],
  ['paused 服刑', 'held and found', { own: { ...materials(11, { finding: '服刑' }), ...settled([12, 'hold']) } }],
  [
    'paused held',
    'held since the resume after a finding',
    {
      own: { ...materials(11, { finding: '服刑' }), ...settled([12, 'resume'], [13, 'hold']) },
    },
  ],
  ['ready', 'resumed', { own: settled([12, 'hold'], [13, 'resume']) }],
  ['ready', 'the hold was withdrawn', { own: settled([12, 'hold'], [13, 'withdraw', { withdraws: order(12) }]) }],
  ['paused held', 'and failed', { own: { ...results('contribution', ['b', 11, '01']), ...settled([12, 'hold']) } }],

  ...FAILURES.map((code): Case => [`failed ${code}`, 'a failure', { own: results('contribution', ['b', 12, code]) }]),
  ...FAILURES.map(
    (code): Case => [
      code === '04' ? 'failed 04' : 'ready',
      'resumed by one person',
      { own: { ...results('contribution', ['b', 12, code]), ...settled([13, 'resume']) } },
    ],
  ),
  ...FAILURES.map(
    (code): Case => [
      ['01', '02', '03'].includes(code) ? 'ready' : `failed ${code}`,
      'materials later',
      { own: { ...results('contribution', ['b', 12, code]), ...materials(13) } },
    ],
  ),
  ['failed 01', 'materials before', { own: { ...results('contribution', ['b', 12, '01']), ...materials(11) } }],
  [
    'failed 01',
    'materials later, not complete',
    {
      own: { ...results('contribution', ['b', 12, '01']), ...materials(13, { isVerified: false }) },
    },
  ],
  ['ready', 'unclear of last year', { own: results('contribution', ['b', 2, '90', { year: 2017 }]) }],
  ['failed 02', 'of last year', { own: results('contribution', ['b', 2, '02', { year: 2017 }]) }],
  [
    'ready',
    'done since',
    {
      own: results('contribution', ['b', 2, '02', { year: 2016 }], ['c', 4, '00', { year: 2017 }]),
    },
  ],
  [
    'ready',
    'resumed, and a second person confirmed',
    {
      own: {
        ...results('contribution', ['b', 12, '04']),
        ...settled([13, 'resume', BY_TWO]),
      },
    },
  ],
  [
    'failed 04',
    'resumed, and a second person has not confirmed',
    {
      own: { ...results('contribution', ['b', 12, '04']), ...settled([13, 'resume', { waits: true }]) },
    },
  ],
  [
    'failed 05',
    'reversed after a later row was done',
    {
      own: results('contribution', ['b', 6, '05', { year: 2016, approvedAt: at(1) }], ['c', 4, '00', { year: 2017 }]),
    },
  ],
  ['ready', 'of the other kind', { own: results('claim', ['b', 12, '02']) }],
  [
    'failed 01',
    'enrol without materials',
    { decision: decision('enrol'), own: results('contribution', ['b', 12, '01']) },
  ],

  ['collecting', 'enrol without materials', { decision: decision('enrol') }],
  ['collecting', 'enrol, not verified', { decision: decision('enrol'), own: materials(12, { isVerified: false }) }],
  ['ready', 'enrol with materials', { decision: decision('enrol'), own: materials(12) }],
  ['ready', 'enrol with materials of before', { decision: decision('enrol'), own: materials(8) }],
  ['ready', 'pay', {}],
]

test.each(CONTRIBUTION)('a contribution is %s: %s', (state, _, changes) =>
  expect(stateOf('contribution', changes)).toBe(state),
)
