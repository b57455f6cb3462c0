/** What fits a case, and what a settlement of it is about (docs/cases.md#settlements). */
import { describe, expect, test } from 'vitest'
import {
  aboutOf,
  choicesFor,
  confirmedBy,
  type Moment,
  restedOn,
  restsOn,
  settlementCodes,
} from '../../../rules/cases/choices.ts'
import { isHeld } from '../../../rules/cases/settlement-log.ts'
import { CHOICES } from '../../../schemas/codes.ts'
import { type CaseKind, type CaseState, Choice, MOST_SETTLEMENTS } from '../../../schemas/records/case.ts'
import { CHOICE_NAMES } from '../../../wording/standings.ts'
import { type Changes, HERE, policy, THERE } from '../determination/perfect-person.ts'
import { at, BY_TWO, order, results, settled as settledAt } from './perfect-case.ts'
import { momentOf, orderOf, type Step, settled } from './settle.ts'

const TWO_NAMES = { lists: { [`${HERE}#tekun`]: { name: '张四' } } }
const RETURNED = { register: { [`${HERE}#resident`]: undefined }, rejectionFlags: [`${HERE}#resident`] }
const TWO_COUNTIES = { lists: { [`${THERE}#dibao`]: { township: `${THERE}100` } } }
const TWO_ENROLMENTS = { register: { [`${THERE}#resident`]: { place: THERE } } }
const ABROAD = { register: { [`${HERE}#resident`]: undefined, [`${THERE}#resident`]: { place: THERE } } }

const NAMES: Changes = { lists: { ...TWO_COUNTIES.lists, ...TWO_NAMES.lists } }
const fitting = (changes: Changes, steps: readonly Step[] = [], county = HERE, rest: Partial<Moment> = {}) =>
  choicesFor(momentOf({ ...changes, ...settled(changes, steps) }, county, rest))

describe('what fits', () => {
  test.each<[title: string, choices: readonly Choice[], changes: Changes, steps?: readonly Step[], county?: string]>([
    ['nothing to settle', [], {}],
    ['two names', ['name', 'correct-list'], TWO_NAMES],
    ['a name was chosen', ['name', 'correct-list', 'withdraw'], TWO_NAMES, [[HERE, 'name', '张三']]],
    ['lists are to be corrected', ['name', 'correct-list', 'withdraw'], TWO_NAMES, [[HERE, 'correct-list']]],
    [
      'another county chose the name',
      ['name', 'correct-list', 'responsible', 'elsewhere'],
      NAMES,
      [[THERE, 'name', '张四']],
    ],
    ['a row was returned', ['as-enrolled', 'as-not-enrolled'], RETURNED],
    ['no register, and a row was returned', [], { ...RETURNED, missing: [HERE] }],
    ['no register', [], { missing: [HERE] }],
    ['a register could not be read', [], { unread: [THERE] }],
    ['two counties', ['responsible', 'elsewhere'], TWO_COUNTIES],
    ['another county is responsible', ['elsewhere'], TWO_COUNTIES, [[THERE, 'responsible']]],
    ['set aside', ['responsible', 'elsewhere', 'withdraw'], TWO_COUNTIES, [[HERE, 'elsewhere']]],
    [
      'its listing alone counts',
      ['responsible', 'withdraw'],
      TWO_COUNTIES,
      [
        [HERE, 'responsible'],
        [THERE, 'elsewhere'],
      ],
    ],
    ['the other county’s listings are set aside', [], TWO_COUNTIES, [[THERE, 'elsewhere']]],
    ['two enrolments', ['own', 'other'], TWO_ENROLMENTS],
    [
      'the other enrolment counts',
      ['own', 'other', 'pay-here', 'transfer', 'withdraw'],
      TWO_ENROLMENTS,
      [[HERE, 'other']],
    ],
    ['enrolled elsewhere', ['pay-here', 'transfer'], ABROAD],
    [
      'withdrawn',
      ['pay-here', 'transfer'],
      ABROAD,
      [
        [HERE, 'transfer'],
        [HERE, 'withdraw'],
      ],
    ],
    ['in another county', [], TWO_NAMES, [], THERE],
  ])('%s', (_, choices, changes, steps = [], county = HERE) => {
    expect(fitting(changes, steps, county)).toEqual(choices)
  })

  test('a settlement that an approved row rests on is withdrawn, not replaced', () => {
    const restedOn = new Set([orderOf(1)])
    expect(fitting(ABROAD, [[HERE, 'pay-here']], HERE, { restedOn })).toEqual(['withdraw'])
    const named = fitting(NAMES, [[HERE, 'name', '张三']], HERE, { restedOn })
    expect(named).toEqual(['responsible', 'elsewhere', 'withdraw'])
    expect(
      fitting(
        NAMES,
        [
          [HERE, 'name', '张三'],
          [THERE, 'name', '张四'],
        ],
        HERE,
        { restedOn },
      ),
    ).toContain('name')
  })
})

describe('hold and resume', () => {
  type Case = readonly [kind: CaseKind, state: CaseState]
  const fits = (choice: Choice, cases: readonly Case[], rest: Partial<Moment> = {}) =>
    choicesFor(
      momentOf({}, HERE, { cases: cases.map(([kind, state]) => ({ kind, standing: { state } })), ...rest }),
    ).includes(choice)
  test.each<[fits: boolean, cases: readonly Case[]]>([
    [false, []],
    ...(['paid', 'registered', 'in-flight', 'in-batch', 'ended'] as const).map((state): [boolean, Case[]] => [
      false,
      [['contribution', state]],
    ]),
    ...(['under-review', 'waiting', 'paused', 'failed', 'collecting', 'ready'] as const).map(
      (state): [boolean, Case[]] => [true, [['contribution', state]]],
    ),
    [
      true,
      [
        ['contribution', 'ended'],
        ['claim', 'collecting'],
      ],
    ],
  ])('hold: %s for %j', (expected, cases) => expect(fits('hold', cases)).toBe(expected))
  test.each<[fits: boolean, cases: readonly Case[], rest?: Partial<Moment>]>([
    [true, [['contribution', 'failed']]],
    [
      true,
      [
        ['claim', 'paused'],
        ['contribution', 'ended'],
      ],
    ],
    [
      true,
      [['claim', 'waiting']],
      {
        benefit: { state: 'approved', county: THERE, batch: 'b' },
        person: { ...momentOf({}, HERE).person, cases: { [THERE]: results('claim', ['b', 12, '00']) } },
      },
    ],
    [false, [['claim', 'waiting']], { benefit: { state: 'approved', county: THERE, batch: 'b' } }],
    [false, [['contribution', 'waiting']]],
    ...(['paid', 'in-flight', 'in-batch', 'ended', 'under-review', 'collecting', 'ready'] as const).map(
      (state): [boolean, Case[]] => [false, [['contribution', state]]],
    ),
  ])('resume: %s for %j', (expected, cases, rest) => expect(fits('resume', cases, rest)).toBe(expected))
})

test('whoever was settled a hundred times is settled no more: a person has room for so much', () => {
  const steps = Array.from(
    { length: MOST_SETTLEMENTS },
    (_, i): Step => [HERE, i % 2 === 0 ? 'name' : 'withdraw', '张四'],
  )
  const before = settled(TWO_NAMES, steps.slice(0, -2))
  expect(choicesFor(momentOf({ ...TWO_NAMES, ...before }, HERE))).toContain('name')
  expect(choicesFor(momentOf({ ...TWO_NAMES, ...settled(TWO_NAMES, steps) }, HERE))).toEqual([])
})

describe('codes', () => {
  const codesOf = (changes: Changes, said: Parameters<typeof settlementCodes>[0], steps: readonly Step[] = []) =>
    settlementCodes(said, momentOf({ ...changes, ...settled(changes, steps) }, HERE))
  test.each<[codes: readonly string[], ...of: Parameters<typeof codesOf>]>([
    [[], TWO_NAMES, { choice: 'name', name: '张四', reason: 'name-conflict' }],
    [['name-unknown'], TWO_NAMES, { choice: 'name', name: '王五' }],
    [['name-unknown'], TWO_NAMES, { choice: 'name', name: '' }],
    [['name-unknown'], TWO_NAMES, { choice: 'name' }],
    [['choice-unfit', 'name-unknown'], {}, { choice: 'name', name: '王五' }],
    [['choice-unfit'], TWO_NAMES, { choice: 'name', name: '张四', reason: 'two-counties' }],
    [['choice-unfit'], {}, { choice: 'correct-list', reason: 'name-conflict' }],
    [['choice-unfit'], TWO_COUNTIES, { choice: 'responsible', reason: 'name-conflict' }],
    [['settled-elsewhere'], TWO_COUNTIES, { choice: 'responsible' }, [[THERE, 'responsible']]],
    [
      ['choice-unfit', 'settled-elsewhere'],
      TWO_COUNTIES,
      { choice: 'responsible', reason: 'name-conflict' },
      [[THERE, 'responsible']],
    ],
    [[], TWO_COUNTIES, { choice: 'elsewhere' }, [[THERE, 'responsible']]],
    [['choice-unfit'], {}, { choice: 'withdraw' }],
  ])('%j', (codes, ...of) => expect(codesOf(...of)).toEqual(codes))
})

describe('what a settlement is about', () => {
  const aboutIn = (changes: Changes, choice: Choice, steps: readonly Step[] = [], rest: Partial<Moment> = {}) =>
    aboutOf(choice, momentOf({ ...changes, ...settled(changes, steps) }, HERE, rest))
  test.each<[choice: Choice, changes: Changes, about: object]>([
    ['name', TWO_NAMES, { reason: 'name-conflict', basis: { names: ['张三', '张四'] } }],
    ['as-enrolled', RETURNED, { reason: 'register-incomplete', basis: { schemes: ['resident'] } }],
    ['responsible', TWO_COUNTIES, { reason: 'two-counties', basis: { counties: [HERE, THERE] } }],
    ['own', TWO_ENROLMENTS, { reason: 'duplicate-enrolment', basis: { counties: [HERE, THERE] } }],
    ['transfer', ABROAD, { reason: 'enrolled-elsewhere', basis: { counties: [THERE] } }],
    ['hold', {}, { basis: {} }],
  ])('%s', (choice, changes, about) => expect(aboutIn(changes, choice)).toEqual(about))
  test('a withdrawal ends the latest', () =>
    expect(
      aboutIn(TWO_ENROLMENTS, 'withdraw', [
        [HERE, 'other'],
        [HERE, 'transfer'],
      ]),
    ).toEqual({
      ...{ basis: {}, withdraws: orderOf(2) },
    }))
  test('what a row rests on is kept', () => {
    const steps: readonly Step[] = [
      [HERE, 'name', '张三'],
      [THERE, 'name', '张四'],
    ]
    expect(aboutIn(NAMES, 'name', steps, { restedOn: new Set([orderOf(1)]) }).keeps).toEqual([orderOf(1)])
    expect(aboutIn(NAMES, 'name', steps).keeps).toBeUndefined()
  })
  const dead = {
    materials: {
      order: order(2),
      case: `${HERE}-2018-00001`,
      at: at(2),
      day: '2018-11-01',
      collected: 'complete',
      isVerified: true,
      finding: '死亡',
    },
  } as const
  test.each<[waits: true | undefined, when: string, own: NonNullable<Changes['cases']>[string]]>([
    [undefined, 'no answer', {}],
    [true, 'dead', dead],
    [undefined, 'moved away', { materials: { ...dead.materials, finding: '户口迁出' } }],
    [true, 'a duplicate', results('claim', ['b', 3, '04'])],
    [undefined, 'a duplicate, then done', results('claim', ['b', 3, '04'], ['c', 5, '00'])],
    [true, 'a duplicate, then another failure of another row', results('claim', ['b', 3, '04'], ['c', 5, '01'])],
    [
      true,
      'a duplicate that one person resumed who did not know it',
      { ...results('claim', ['b', 3, '04']), ...settledAt([4, 'resume']) },
    ],
    [
      undefined,
      'a duplicate that two persons resumed, then another failure',
      {
        ...results('claim', ['b', 3, '04'], ['c', 6, '01']),
        ...settledAt([4, 'resume', BY_TWO]),
      },
    ],
    [
      true,
      'a duplicate of the other kind',
      { results: { ...results('claim', ['b', 3, '04']).results, ...results('contribution', ['c', 5, '00']).results } },
    ],
  ])('resume waits: %s, %s', (waits, _, own) => {
    expect(aboutIn({ cases: { [HERE]: own } }, 'resume').waits).toBe(waits)
  })
  test('resumed before', () => {
    const resumed = { ...momentOf({}, HERE), cases: [{ kind: 'contribution', standing: { state: 'paused' } }] } as const
    const { waits, ...about } = aboutOf('resume', resumed)
    expect(waits).toBeUndefined()
    const settlement = {
      order: order(3),
      case: `${HERE}-2018-00001`,
      at: at(3),
      day: '2018-11-01',
      choice: 'resume',
      grounds: '依据说明',
      ...about,
    } as const
    const byTwo = { ...settlement, ...BY_TWO } as const
    const waitsAfter = (own: object) =>
      aboutIn({ cases: { [HERE]: { ...dead, settlements: [own] } } } as Changes, 'resume').waits
    expect(waitsAfter(byTwo)).toBeUndefined()
    expect(waitsAfter({ ...byTwo, confirmed: undefined })).toBe(true)
    expect(waitsAfter(settlement)).toBe(true)
  })
  test('the same by a second person confirms, unless something has been found since', () => {
    const [first, second] = ['a', 'b'].map((account) => ({ account, name: '某某', division: HERE }))
    const [said, waits] = [
      { case: `${HERE}-2018-00001`, choice: 'resume', grounds: '依据说明', basis: {} },
      true,
    ] as const
    const waiting = { ...said, waits, order: order(3), at: at(3), day: '2018-11-01', by: first! } as const
    const confirmed = (by = second!, materials: object = dead.materials, own: object = waiting) =>
      confirmedBy(momentOf({ cases: { [HERE]: { materials, settlements: [own] } } } as Changes, HERE), {
        by,
        at: at(5),
      })
    expect(confirmed()).toEqual({ ...waiting, confirmed: { at: at(5), by: second } })
    expect(confirmed(first)).toBeUndefined()
    expect(confirmed(second, { ...dead.materials, order: order(4) })).toBeUndefined()
    expect(confirmed(second, dead.materials, { ...waiting, by: undefined })).toBeUndefined()
    expect(confirmed(second, dead.materials, { ...waiting, confirmed: { at: at(4), by: second } })).toBeUndefined()
  })
})

describe('where policy asks for a second person for every settlement', () => {
  const [first, second] = ['a', 'b'].map((account) => ({ account, name: '某某', division: HERE }))
  const held = {
    order: order(3),
    case: `${HERE}-2018-00001`,
    at: at(3),
    day: '2018-11-01',
    grounds: '依据说明',
    basis: {},
  }
  const asks = (own: object) => momentOf({ cases: { [HERE]: own } } as Changes, HERE)
  const strict = { ...policy, cases: { ...policy.cases, secondPerson: true } }

  test.each(Choice.options)('%s waits', (choice) => {
    const moment = asks({})
    const asked = { ...moment, circumstances: { ...moment.circumstances, policy: strict } }
    expect(aboutOf(choice, asked).waits).toBe(true)
    expect(aboutOf(choice, moment).waits).toBeUndefined()
  })

  test('has no effect until another person says the same, whatever else they say', () => {
    const waiting = { ...held, choice: 'hold', waits: true, by: first! } as const
    const confirming = (said: { choice: 'hold' | 'resume' }, by = second!, more: object[] = []) =>
      confirmedBy(asks({ settlements: [waiting, ...more] }), { by, at: at(5), said })
    expect(isHeld({ settlements: [waiting] })).toBe(false)
    expect(isHeld({ settlements: [{ ...waiting, confirmed: { at: at(5), by: second! } }] })).toBe(true)
    expect(confirming({ choice: 'hold' })).toEqual({ ...waiting, confirmed: { at: at(5), by: second } })
    expect(confirming({ choice: 'hold' }, first)).toBeUndefined()
    expect(confirming({ choice: 'resume' })).toBeUndefined()
    // What has been said since by two persons leaves nothing to confirm.
    const later = { ...waiting, order: order(4), confirmed: { at: at(5), by: second! } }
    expect(confirming({ choice: 'hold' }, second, [later])).toBeUndefined()
  })
})

test('the words of the form stand for the codes in their order', () => {
  expect(Object.values(CHOICES)).toEqual(Choice.options)
  expect(Object.keys(CHOICE_NAMES)).toEqual(Choice.options)
})

describe('what a row rests on', () => {
  test('rows with a result and rows without one', () => {
    const rested = (n: number) => ({ restsOn: [orderOf(n)] })
    const own = results('contribution', ['b', 3, '01', rested(1)], ['c', 4, '00'])
    const { person } = momentOf({ cases: { [THERE]: own } }, HERE)
    expect([...restedOn(person, [rested(2), {}])].sort()).toEqual([orderOf(1), orderOf(2)])
  })
  test.each<[title: string, changes: Changes, steps: readonly Step[], on: readonly number[]]>([
    [
      'all of its county',
      TWO_ENROLMENTS,
      [
        [HERE, 'other'],
        [HERE, 'pay-here'],
      ],
      [1, 2],
    ],
    [
      'no hold',
      { ...ABROAD, cases: {} },
      [
        [HERE, 'pay-here'],
        [HERE, 'hold'],
      ],
      [1],
    ],
    [
      'nothing withdrawn',
      ABROAD,
      [
        [HERE, 'pay-here'],
        [HERE, 'withdraw'],
      ],
      [],
    ],
    [
      'a name and listings set aside of another',
      NAMES,
      [
        [THERE, 'name', '张三'],
        [THERE, 'elsewhere'],
      ],
      [1, 2],
    ],
    ['not that another is responsible', TWO_COUNTIES, [[THERE, 'responsible']], []],
  ])('%s', (_, changes, steps, on) => {
    const cases: Moment['cases'] = [{ kind: 'contribution', standing: { state: 'ready' } }]
    const moment = momentOf({ ...changes, ...settled(changes, steps, { cases }) }, HERE)
    expect(restsOn(moment.person, HERE, moment.circumstances)).toEqual(on.map(orderOf))
  })
  test('nothing that stood no longer', () => {
    const moment = momentOf({ ...settled(ABROAD, [[HERE, 'transfer']]) }, HERE)
    expect(restsOn(moment.person, HERE, moment.circumstances)).toEqual([])
  })
})
