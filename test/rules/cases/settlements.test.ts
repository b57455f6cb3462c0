/** Each choice of docs/cases.md#settlements: what it changes, and while what stays the same. */
import { describe, expect, test } from 'vitest'
import { determine } from '../../../rules/determination/determine.ts'
import { type Changes, HERE, person, THERE } from '../determination/perfect-person.ts'
import { circumstances, orderOf, outcomes, type Step, settled } from './settle.ts'

const THIRD = '440224'
const TWO_NAMES = { lists: { [`${HERE}#tekun`]: { name: '张四' } } }
const RETURNED = { register: { [`${HERE}#resident`]: undefined }, rejectionFlags: [`${HERE}#resident`] }
const TWO_COUNTIES = { lists: { [`${THERE}#dibao`]: { township: `${THERE}100` } } }
const TWO_ENROLMENTS = { register: { [`${THERE}#resident`]: { place: THERE } } }
const ABROAD = { register: { [`${HERE}#resident`]: undefined, [`${THERE}#resident`]: { place: THERE } } }

interface Row {
  readonly title: string
  readonly before: Changes
  readonly steps: readonly Step[]
  readonly now: Record<string, string>
  /** What has come since. */
  readonly since?: readonly (readonly [changes: Changes, then: Record<string, string>])[]
}

const rows: readonly Row[] = [
  {
    title: 'name',
    before: TWO_NAMES,
    steps: [[HERE, 'name', '张三']],
    now: { [HERE]: '14 pay 张三' },
    since: [
      [
        { register: { [`${THERE}#employee`]: { name: '王五', enrolment: 'ended' } } },
        { [HERE]: '1 review/name-conflict 张四' },
      ],
      [{ ended: [`lists.${HERE}#tekun`] }, { [HERE]: '14 pay 张三' }],
      [{ ended: [`lists.${HERE}#dibao`] }, { [HERE]: '14 pay 张三' }],
      [
        { ended: [`lists.${HERE}#dibao`], register: { [`${HERE}#resident`]: { name: '张四' } } },
        { [HERE]: '14 pay 张四' },
      ],
    ],
  },
  {
    title: 'name, in every county',
    before: { lists: { ...TWO_COUNTIES.lists, [`${HERE}#tekun`]: { name: '张四' } } },
    steps: [[THERE, 'name', '张四']],
    now: { [HERE]: '4 review/two-counties 张四', [THERE]: '4 review/two-counties 张四' },
  },
  {
    title: 'name, by two counties: the later',
    before: { lists: { ...TWO_COUNTIES.lists, [`${HERE}#tekun`]: { name: '张四' } } },
    steps: [
      [THERE, 'name', '张四'],
      [HERE, 'name', '张三'],
    ],
    now: { [HERE]: '4 review/two-counties 张三', [THERE]: '4 review/two-counties 张三' },
  },
  {
    title: 'correct-list',
    before: TWO_NAMES,
    steps: [[HERE, 'correct-list']],
    now: { [HERE]: '1 review/name-conflict 张四' },
    since: [[{ ended: [`lists.${HERE}#tekun`] }, { [HERE]: '14 pay 张三' }]],
  },
  {
    title: 'correct-list after another county’s name',
    before: { lists: { ...TWO_COUNTIES.lists, [`${HERE}#tekun`]: { name: '张四' } } },
    steps: [
      [THERE, 'name', '张四'],
      [HERE, 'correct-list'],
    ],
    now: { [HERE]: '1 review/name-conflict 张四', [THERE]: '4 review/two-counties 张四' },
  },
  {
    title: 'correct-list before another county’s name',
    before: { lists: { ...TWO_COUNTIES.lists, [`${HERE}#tekun`]: { name: '张四' } } },
    steps: [
      [HERE, 'correct-list'],
      [THERE, 'name', '张四'],
    ],
    now: { [HERE]: '4 review/two-counties 张四', [THERE]: '4 review/two-counties 张四' },
  },
  {
    title: 'as-enrolled',
    before: RETURNED,
    steps: [[HERE, 'as-enrolled']],
    now: { [HERE]: '14 pay 张三' },
    since: [
      [{ rejectionFlags: [] }, { [HERE]: '15 enrol 张三' }],
      [{ rejectionFlags: [`${HERE}#resident`, `${HERE}#employee`] }, { [HERE]: '3 review/register-incomplete 张三' }],
      [{ register: ABROAD.register }, { [HERE]: '5 review/duplicate-enrolment 张三' }],
      [{ missing: [HERE] }, { [HERE]: '3 review/register-incomplete 张三' }],
      [{ unread: [THERE] }, { [HERE]: '3 review/register-incomplete 张三' }],
    ],
  },
  {
    title: 'as-enrolled, 60',
    before: { ...RETURNED, born: '1950-01-01' },
    steps: [[HERE, 'as-enrolled']],
    now: { [HERE]: '10 claim/enrolled 张三' },
  },
  {
    title: 'as-not-enrolled',
    before: RETURNED,
    steps: [[HERE, 'as-not-enrolled']],
    now: { [HERE]: '15 enrol 张三' },
  },
  {
    title: 'as-not-enrolled, for a row of another scheme: what was paid is still seen',
    before: { register: { [`${HERE}#resident`]: { contribution: 'self' } }, rejectionFlags: [`${HERE}#employee`] },
    steps: [[HERE, 'as-not-enrolled']],
    now: { [HERE]: '12 self-paid 张三' },
  },
  {
    title: 'responsible',
    before: TWO_COUNTIES,
    steps: [[HERE, 'responsible']],
    now: { [HERE]: '14 pay 张三', [THERE]: '4 review/two-counties 张三' },
    since: [
      [
        { lists: { ...TWO_COUNTIES.lists, [`${THIRD}#dibao`]: {} } },
        {
          [HERE]: '4 review/two-counties 张三',
          [THERE]: '4 review/two-counties 张三',
          [THIRD]: '4 review/two-counties 张三',
        },
      ],
    ],
  },
  {
    title: 'elsewhere',
    before: TWO_COUNTIES,
    steps: [[THERE, 'elsewhere']],
    now: { [HERE]: '14 pay 张三' },
    since: [
      [
        { lists: { ...TWO_COUNTIES.lists, [`${THIRD}#dibao`]: {} } },
        {
          [HERE]: '4 review/two-counties 张三',
          [THERE]: '4 review/two-counties 张三',
          [THIRD]: '4 review/two-counties 张三',
        },
      ],
      [{ ended: [`lists.${HERE}#dibao`] }, { [THERE]: '6 review/enrolled-elsewhere 张三' }],
    ],
  },
  {
    title: 'elsewhere, of two of three counties',
    before: { lists: { ...TWO_COUNTIES.lists, [`${THIRD}#dibao`]: {} } },
    steps: [
      [THERE, 'elsewhere'],
      [THIRD, 'elsewhere'],
    ],
    now: { [HERE]: '14 pay 张三' },
  },
  {
    title: 'elsewhere after responsible',
    before: TWO_COUNTIES,
    steps: [
      [HERE, 'responsible'],
      [HERE, 'elsewhere'],
    ],
    now: { [THERE]: '6 review/enrolled-elsewhere 张三' },
  },
  {
    title: 'own',
    before: TWO_ENROLMENTS,
    steps: [[HERE, 'own']],
    now: { [HERE]: '14 pay 张三' },
    since: [
      [
        { register: { ...TWO_ENROLMENTS.register, [`${THIRD}#resident`]: {} } },
        { [HERE]: '5 review/duplicate-enrolment 张三' },
      ],
      [{ register: { [`${THERE}#resident`]: { contribution: 'sponsored' } } }, { [HERE]: '11 sponsored 张三' }],
      [{ register: { [`${THERE}#resident`]: { contribution: 'self' } } }, { [HERE]: '12 self-paid 张三' }],
    ],
  },
  {
    title: 'own, 60',
    before: { born: '1950-01-01', register: { [`${THERE}#resident`]: { benefit: 'drawing' } } },
    steps: [[HERE, 'own']],
    now: { [HERE]: '10 claim/enrolled 张三' },
  },
  {
    title: 'other',
    before: TWO_ENROLMENTS,
    steps: [[HERE, 'other']],
    now: { [HERE]: '6 review/enrolled-elsewhere 张三' },
    since: [
      [
        { register: { [`${HERE}#resident`]: { contribution: 'self' }, ...TWO_ENROLMENTS.register } },
        { [HERE]: '6 review/enrolled-elsewhere 张三' },
      ],
    ],
  },
  {
    title: 'pay-here',
    before: ABROAD,
    steps: [[HERE, 'pay-here']],
    now: { [HERE]: '14 pay 张三' },
    since: [
      [
        { register: { [`${HERE}#resident`]: undefined, [`${THIRD}#resident`]: {} } },
        { [HERE]: '6 review/enrolled-elsewhere 张三' },
      ],
      [
        { register: { ...ABROAD.register, [`${THERE}#resident`]: { contribution: 'sponsored' } } },
        { [HERE]: '11 sponsored 张三' },
      ],
    ],
  },
  {
    title: 'pay-here, 60 and drawing there',
    before: {
      born: '1950-01-01',
      register: { [`${HERE}#resident`]: undefined, [`${THERE}#resident`]: { benefit: 'drawing' } },
    },
    steps: [[HERE, 'pay-here']],
    now: { [HERE]: '9 drawing 张三' },
  },
  {
    title: 'other, then pay-here',
    before: TWO_ENROLMENTS,
    steps: [
      [HERE, 'other'],
      [HERE, 'pay-here'],
    ],
    now: { [HERE]: '14 pay 张三' },
  },
  {
    title: 'transfer',
    before: ABROAD,
    steps: [[HERE, 'transfer']],
    now: { [HERE]: '6 review/enrolled-elsewhere 张三' },
    since: [[{ register: {} }, { [HERE]: '14 pay 张三' }]],
  },
  {
    title: 'pay-here after transfer',
    before: ABROAD,
    steps: [
      [HERE, 'transfer'],
      [HERE, 'pay-here'],
    ],
    now: { [HERE]: '14 pay 张三' },
  },
  {
    title: 'withdraw: what was replaced stays so',
    before: ABROAD,
    steps: [
      [HERE, 'pay-here'],
      [HERE, 'transfer'],
      [HERE, 'withdraw'],
    ],
    now: { [HERE]: '6 review/enrolled-elsewhere 张三' },
  },
]

describe('what a choice does', () => {
  test.each(rows)('$title', ({ before, steps, now, since = [] }) => {
    const made = settled(before, steps)
    expect(outcomes({ ...before, ...made })).toEqual(now)
    for (const [changes, expected] of since) {
      expect(outcomes({ ...before, ...changes, ...made })).toEqual(expected)
      // It stands again when it is the same again.
      expect(outcomes({ ...before, ...made })).toEqual(now)
    }
  })
})

describe('the facts of a decision', () => {
  const factsOf = (changes: Changes, county = HERE) => determine(person(changes), circumstances(changes))[county]!.facts
  const settlement = (n: number, county = HERE) => `settlements.${county}.${orderOf(n)}`
  test.each<[title: string, before: Changes, steps: readonly Step[], named: readonly string[]]>([
    ['a name', TWO_NAMES, [[HERE, 'name', '张四']], [settlement(1)]],
    ['lists to be corrected', TWO_NAMES, [[HERE, 'correct-list']], [settlement(1)]],
    ['a row that was returned', RETURNED, [[HERE, 'as-enrolled']], [settlement(1)]],
    ['another county', TWO_COUNTIES, [[THERE, 'elsewhere']], [settlement(1, THERE)]],
    [
      'both enrolments',
      TWO_ENROLMENTS,
      [
        [HERE, 'other'],
        [HERE, 'pay-here'],
      ],
      [settlement(1), settlement(2)],
    ],
    ['a transfer', ABROAD, [[HERE, 'transfer']], [settlement(1)]],
  ])('%s', (_, before, steps, named) => {
    const facts = factsOf({ ...before, ...settled(before, steps) })
    expect(facts.filter((fact) => fact.startsWith('settlements.'))).toEqual(named)
    expect(facts).toEqual([...facts].sort())
  })
  test('a settlement that changes nothing is not among them', () => {
    const made = settled(TWO_NAMES, [[HERE, 'name', '张三']])
    expect(factsOf({ ...TWO_NAMES, ...made, ended: [`lists.${HERE}#tekun`] })).toEqual([`register.${HERE}#resident`])
  })
})

test('an earlier one that a row rests on stands beside a later one, whose withdrawal leaves it', () => {
  const before: Changes = { lists: { ...TWO_COUNTIES.lists, [`${HERE}#tekun`]: { name: '张四' } } }
  const restedOn = new Set([orderOf(1)])
  const steps: readonly Step[] = [
    [HERE, 'name', '张三'],
    [THERE, 'name', '张四'],
    [HERE, 'name', '张四'],
    [HERE, 'withdraw'],
    [THERE, 'withdraw'],
  ]
  const named = (n: number) => outcomes({ ...before, ...settled(before, steps.slice(0, n), { restedOn }) })[HERE]
  expect(named(3)).toBe('4 review/two-counties 张四')
  expect(named(5)).toBe('4 review/two-counties 张三')
})

test('what waits for a second person has no effect', () => {
  const { cases = {} } = settled(ABROAD, [[HERE, 'pay-here']])
  const [one] = cases[HERE]!.settlements!
  const waiting = { [HERE]: { settlements: [{ ...one!, waits: true as const }] } }
  expect(outcomes({ ...ABROAD, cases: waiting })).toEqual({ [HERE]: '6 review/enrolled-elsewhere 张三' })
  const by = { account: 'a', name: '李四', division: HERE, office: 'social-insurance' as const }
  const confirmed = {
    [HERE]: { settlements: [{ ...one!, waits: true as const, confirmed: { at: orderOf(2).slice(0, 24), by } }] },
  }
  expect(outcomes({ ...ABROAD, cases: confirmed as never })).toEqual({ [HERE]: '14 pay 张三' })
})
