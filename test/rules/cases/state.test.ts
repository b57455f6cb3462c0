/** Every line of docs/cases.md#case-states, clause by clause. */
import { describe, expect, test } from 'vitest'
import { Outcome } from '../../../schemas/codes.ts'
import type { PaymentClaim } from '../../../schemas/records/batch.ts'
import {
  at,
  type Changes,
  decision,
  HERE,
  materials,
  order,
  results,
  settled,
  stateOf,
  THERE,
  THIRD,
} from './perfect-case.ts'

type Case = readonly [state: string, when: string, changes: Changes]
const FAILURES = ['01', '02', '03', '04', '05', '99'] as const
const approved = (batch: string, county = HERE): PaymentClaim => ({ state: 'approved', county, batch })
const released = (batch: string, county = HERE): PaymentClaim => ({ state: 'released', county, batch })
const failed = (batch: string, county = HERE): PaymentClaim => ({ state: 'failed', county, batch })
const done = (batch: string, county = HERE): PaymentClaim => ({ state: 'paid', county, batch })
const BY = { account: '0123456789abcdef', name: '甲', division: HERE }
const GIVEN_UP = { collected: 'given-up', isVerified: false } as const

const CONTRIBUTION: readonly Case[] = [
  ['paid', 'a row was done', { own: results('contribution', ['b', 12, '00']), claim: done('b') }],
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
  ['ready', 'failed there, as the claim says', { claim: failed('b', THERE) }],

  ['ended given-up', 'given up', { own: materials(12, GIVEN_UP) }],
  ['ended given-up', 'given up before the case began', { own: materials(8, GIVEN_UP) }],
  ['ended given-up', 'whatever the rest says', { own: materials(12, { ...GIVEN_UP, finding: '死亡' }) }],
  ['ready', 'given up for last year', { own: materials(12, { ...GIVEN_UP, case: `${HERE}-2017-00001` }) }],

  ['paused 死亡', 'a finding', { own: materials(12, { finding: '死亡' }) }],
  ['ready', 'no finding but 属实', { own: materials(12, { finding: '属实' }) }],
  [
    'ready',
    'resumed after the finding',
    { own: { ...materials(12, { finding: '死亡' }), ...settled([13, 'resume']) } },
  ],
  ['paused 死亡', 'resumed before', { own: { ...materials(12, { finding: '死亡' }), ...settled([11, 'resume']) } }],
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
      'ready',
      'resumed',
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
        ...settled([13, 'resume', { waits: true, confirmed: { at: at(14), by: BY } }]),
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

const CLAIM: readonly Case[] = [
  ['in-flight', 'no result', { benefit: approved('b') }],
  ['in-flight 90', 'unclear', { own: results('claim', ['b', 12, '90']), benefit: approved('b') }],
  ['in-flight', 'drawing already', { benefit: approved('b'), decision: decision('drawing') }],
  ['ready', 'only a contribution', { claim: approved('b') }],
  ['ready', 'a contribution was paid', { own: { ...materials(12), ...results('contribution', ['b', 11, '00']) } }],

  ['in-batch', 'prepared', { isPrepared: true }],

  ['ended left-lists', 'nobody lists', { isListed: false, decision: undefined }],
  ['ended elsewhere', 'set aside', { isSetAside: true, decision: undefined }],

  ['registered', 'done', { own: results('claim', ['b', 12, '00']), benefit: done('b') }],
  [
    'registered',
    'done, whatever was answered',
    {
      own: { ...results('claim', ['b', 12, '00']), ...materials(13, { finding: '死亡' }) },
      benefit: done('b'),
    },
  ],
  [
    'under-review name-conflict',
    'done',
    {
      own: results('claim', ['b', 12, '00']),
      benefit: done('b'),
      decision: decision('review', 'name-conflict'),
    },
  ],
  [
    'ended drawing',
    'done',
    { own: results('claim', ['b', 12, '00']), benefit: done('b'), decision: decision('drawing') },
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
      benefit: done('c'),
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
      benefit: done('b', THERE),
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
      benefit: done('b', THERE),
      cases: { [THERE]: results('claim', ['b', 12, '00']) },
    },
  ],
  [
    'waiting other-county',
    'resumed here, and done there later',
    {
      own: { ...materials(11), ...settled([11, 'resume']) },
      benefit: done('b', THERE),
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

describe.each([
  ['contribution', CONTRIBUTION],
  ['claim', CLAIM],
] as const)('a %s is', (kind, cases) => {
  test.each(cases)('%s: %s', (state, _, changes) => expect(stateOf(kind, changes)).toBe(state))
})
