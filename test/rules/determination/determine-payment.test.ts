import { describe, expect, test } from 'vitest'
import { determine, sameDecision } from '../../../rules/determination/determine.ts'
import { activeListings } from '../../../rules/determination/listings.ts'
import type { Decision, Person } from '../../../schemas/records/person.ts'
import fc from '../../fc.ts'
import { type Changes, DAY, decisions, HERE, outcome, person, policy, registersOf, THERE } from './perfect-person.ts'

const OWN = `${HERE}#resident`
const OLD = '1950-01-01'

describe('9 drawing, 10 claim: from the 60th birthday', () => {
  test.each([
    ['1958-06-07', '14 pay'],
    ['1958-06-06', '10 claim/enrolled'],
    ['1958-06-05', '10 claim/enrolled'],
  ])('born %s: %s', (born, expected) => {
    expect(outcome({ born })).toBe(expected)
  })

  test.each([
    ['1960-02-29', '2020-02-28', '14 pay'],
    ['1960-02-29', '2020-02-29', '10 claim/enrolled'],
    ['1960-03-01', '2020-02-29', '14 pay'],
    ['1960-03-01', '2020-03-01', '10 claim/enrolled'],
  ])('born %s, on %s: %s', (born, day, expected) => {
    expect(outcome({ born, day })).toBe(expected)
  })

  test.each(['active', 'paused'] as const)('the resident row, %s, draws: 9 drawing', (enrolment) => {
    const changes: Changes = { born: OLD, register: { [OWN]: { enrolment, benefit: 'drawing' } } }
    expect(outcome(changes)).toBe('9 drawing')
    expect(decisions(changes)[HERE]!.facts).toEqual([`register.${OWN}`])
  })

  test('9: not before 60', () => {
    expect(outcome({ born: '1958-06-07', register: { [OWN]: { benefit: 'drawing' } } })).toBe('14 pay')
  })

  test.each<[string, Changes]>([
    ['suspended', { register: { [OWN]: { benefit: 'suspended' } } }],
    ['suspended', { register: { [OWN]: { benefit: 'suspended', enrolment: 'paused' } } }],
    ['enrolled', {}],
    ['enrolled', { register: { [OWN]: { enrolment: 'paused' } } }],
    ['not-enrolled', { register: { [OWN]: undefined } }],
    ['not-enrolled', { register: { [OWN]: { enrolment: 'ended' } } }],
    // The row that draws has to be one that is not 终止; of such a row nothing counts here.
    ['not-enrolled', { register: { [OWN]: { enrolment: 'ended', benefit: 'drawing' } } }],
    ['not-enrolled', { register: { [OWN]: { enrolment: 'ended', benefit: 'suspended' } } }],
    ['not-enrolled', { register: { [OWN]: undefined, [`${HERE}#public`]: { enrolment: 'ended' } } }],
    [
      'not-enrolled',
      { register: { [OWN]: undefined, [`${THERE}#resident`]: { enrolment: 'ended', benefit: 'suspended' } } },
    ],
  ])('10 claim %s: %j', (reason, changes) => {
    expect(outcome({ ...changes, born: OLD })).toBe(`10 claim/${reason}`)
  })

  test('10 before 11 to 13: who is 60 claims, whatever was paid', () => {
    for (const contribution of ['sponsored', 'self'] as const)
      expect(outcome({ born: OLD, register: { [OWN]: { contribution, student: true } } })).toBe('10 claim/enrolled')
  })
})

describe('11 sponsored, 12 self-paid: any resident row, 终止 included, of this year', () => {
  test.each([
    ['sponsored', '11 sponsored'],
    ['self', '12 self-paid'],
  ] as const)('%s', (contribution, expected) => {
    const paid = { contribution }
    const ended = { contribution, enrolment: 'ended' } as const
    expect(outcome({ register: { [OWN]: paid } })).toBe(expected)
    expect(outcome({ register: { [OWN]: ended } })).toBe(expected)
    expect(outcome({ register: { [OWN]: { contribution, enrolment: 'paused' } } })).toBe(expected)
    expect(outcome({ register: { [`${THERE}#resident`]: ended } })).toBe(expected)
    expect(outcome({ register: { [OWN]: undefined, [`${THERE}#resident`]: ended } })).toBe(expected)
    expect(decisions({ register: { [`${THERE}#resident`]: ended } })[HERE]!.facts).toEqual([
      `register.${THERE}#resident`,
    ])
  })

  test.each(['sponsored', 'self'] as const)('%s by another scheme is none', (contribution) => {
    for (const scheme of ['employee', 'public'])
      expect(outcome({ register: { [`${HERE}#${scheme}`]: { enrolment: 'paused', contribution } } })).toBe('14 pay')
  })

  test.each(['sponsored', 'self'] as const)("%s in another year is not this year's", (contribution) => {
    const register = { [OWN]: { contribution, year: 2018 } }
    expect(outcome({ register, day: '2018-12-31' })).not.toBe('14 pay')
    expect(outcome({ register, day: '2019-01-01' })).toBe('14 pay')
    expect(outcome({ register, day: '2017-12-31' })).toBe('14 pay')
  })

  test('11 before 12: one row says the one, another the other', () => {
    const register = {
      [OWN]: { contribution: 'self' },
      [`${THERE}#resident`]: { contribution: 'sponsored', enrolment: 'ended' },
    } as const
    expect(outcome({ register })).toBe('11 sponsored')
  })

  test('11 and 12 before 13', () => {
    expect(outcome({ register: { [OWN]: { contribution: 'sponsored', student: true } } })).toBe('11 sponsored')
    expect(outcome({ register: { [OWN]: { contribution: 'self', student: true } } })).toBe('12 self-paid')
  })
})

describe('13 student: any register row marks 在校学生', () => {
  test.each<[string, Changes]>([
    ['the resident row', { register: { [OWN]: { student: true } } }],
    ['a row that is 终止', { register: { [OWN]: { student: true, enrolment: 'ended' } } }],
    ['of another scheme', { register: { [`${HERE}#employee`]: { student: true, enrolment: 'paused' } } }],
    ["of another county's register", { register: { [`${THERE}#public`]: { student: true, enrolment: 'ended' } } }],
  ])('%s', (_, changes) => expect(outcome(changes)).toBe('13 student'))

  test('no: 否, blank, ended', () => {
    expect(outcome({ register: { [OWN]: { student: false } } })).toBe('14 pay')
    expect(
      outcome({
        register: { [`${THERE}#public`]: { student: true, enrolment: 'paused' } },
        ended: [`register.${THERE}#public`],
      }),
    ).toBe('14 pay')
  })
})

describe('14 pay, 15 enrol', () => {
  test.each<[string, Changes]>([
    ['14 pay', {}],
    ['14 pay', { register: { [OWN]: { enrolment: 'paused' } } }],
    ['15 enrol', { register: { [OWN]: { enrolment: 'ended' } } }],
    ['15 enrol', { register: { [OWN]: undefined } }],
    ['15 enrol', { ended: [`register.${OWN}`] }],
    ['15 enrol', { register: { [OWN]: undefined, [`${HERE}#employee`]: { enrolment: 'paused' } } }],
  ])('%s: %j', (expected, changes) => {
    expect(outcome(changes)).toBe(expected)
  })

  test('15 rests on the row that is 终止, where there is one', () => {
    expect(decisions({ register: { [OWN]: { enrolment: 'ended' } } })[HERE]!.facts).toEqual([`register.${OWN}`])
    expect(decisions({ register: { [OWN]: undefined } })[HERE]!.facts).toEqual([])
  })
})

describe('listings that count', () => {
  const dated = (from?: string, until?: string) => ({
    ...policy,
    categories: policy.categories.map((c) =>
      c.code === 'dibao' ? { ...c, ...(from && { from }), ...(until && { until }) } : c,
    ),
  })

  test.each([
    ['2018-06-06', undefined, '14 pay'],
    ['2018-06-07', undefined, 'nothing'],
    [undefined, '2018-06-06', '14 pay'],
    [undefined, '2018-06-05', 'nothing'],
    ['2018-06-06', '2018-06-06', '14 pay'],
  ])('a category from %s until %s: %s', (from, until, expected) => {
    expect(outcome({ policy: dated(from, until) })).toBe(expected)
  })

  test('a category that the policy does not have', () => {
    expect(outcome({ lists: { [`${HERE}#dibao`]: undefined, [`${HERE}#edge`]: {} } })).toBe('nothing')
  })

  test('a listing that has ended, and one whose row has not come yet', () => {
    expect(outcome({ ended: [`lists.${HERE}#dibao`] })).toBe('nothing')
    const waiting: Person = { ...person({}), lists: { [`${HERE}#dibao`]: { version: 3 } } }
    expect(activeListings(waiting, policy, DAY)).toEqual([])
  })

  test('each active listing with its county, category and row', () => {
    const listed = person({ lists: { [`${THERE}#tekun`]: { name: '李四' } } })
    expect(activeListings(listed, policy, DAY)).toEqual([
      [`lists.${HERE}#dibao`, HERE, 'dibao', { name: '张三', township: '440222100' }],
      [`lists.${THERE}#tekun`, THERE, 'tekun', { name: '李四', township: '440222100' }],
    ])
  })
})

describe('properties', () => {
  const name = fc.oneof({ weight: 30, arbitrary: fc.constant('张三') }, { weight: 1, arbitrary: fc.constant('张四') })
  const counties: string[] = [HERE, THERE, '440224']
  const county = fc.constantFrom(...Array(5).fill(HERE), ...counties)
  const factOf = <T>(row: fc.Arbitrary<T>) =>
    fc.record({
      version: fc.constant(1),
      row,
      rowVersion: fc.constant(1),
      ended: fc.constantFrom<true | undefined>(true, undefined),
    })
  const listing = factOf(fc.record({ name, township: fc.constant('440222100') }))
  const row = fc.record({
    name,
    place: county,
    enrolment: fc.constantFrom(...Array(8).fill('active'), 'paused', 'ended', 'ended', 'deceased'),
    year: fc.constantFrom(2017, 2018),
    contribution: fc.constantFrom('unpaid', 'self', 'sponsored'),
    benefit: fc.constantFrom('none', 'drawing', 'suspended'),
    student: fc.boolean(),
  })
  const keyed = <T>(kinds: readonly string[], facts: fc.Arbitrary<T>) =>
    fc.dictionary(
      fc.tuple(county, fc.constantFrom(...kinds)).map(([c, k]) => `${c}#${k}`),
      facts,
      { maxKeys: 4 },
    )
  const anybody = fc.record({
    born: fc.constantFrom('1950-01-01', '1980-01-01', '1990-02-28', '2010-01-01'),
    lists: keyed(['tekun', 'dibao', 'registered-poor', 'disabled', 'unheard-of'], listing),
    register: keyed(['resident', 'resident', 'employee', 'public'], row),
    rejectionFlags: fc.subarray(
      counties.flatMap((c) => [`${c}#resident`, `${c}#public`]),
      { maxLength: 2 },
    ),
    have: fc.oneof(fc.subarray(counties), fc.constant(counties)),
    unnumbered: fc.constantFrom([], [], [], ['张三'], ['张四']),
  })
  type Anybody = typeof anybody extends fc.Arbitrary<infer A> ? A : never
  const knownOf = ({ have, unnumbered }: Anybody) => ({
    missing: counties.filter((c) => !have.includes(c)),
    unnumbered,
  })
  const made = ({
    born,
    lists,
    register,
    rejectionFlags,
  }: Pick<Anybody, 'born' | 'lists' | 'register' | 'rejectionFlags'>) =>
    ({ ...person({ born }), lists, register, rejectionFlags }) as Person

  test('exactly one decision a county of listing, never a throw', () => {
    fc.assert(
      fc.property(anybody, (a) => {
        const who = made(a)
        const decided = determine(who, { day: DAY, policy, ...registersOf(knownOf(a)) })
        const listed = Object.entries(who.lists).filter(([key, f]) => !f.ended && !key.endsWith('unheard-of'))
        expect(Object.keys(decided).sort()).toEqual([...new Set(listed.map(([key]) => key.slice(0, 6)))].sort())
        for (const d of Object.values(decided)) {
          for (const fact of d.facts) {
            const [kind, key] = fact.split('.') as ['lists' | 'register' | 'rejectionFlags', string]
            if (kind === 'lists') {
              expect(who.lists[key]).toMatchObject({ row: {} })
              expect(who.lists[key]!.ended).toBeUndefined()
            } else if (kind === 'register') expect(who.register[key]).toMatchObject({ name: expect.any(String) })
            else expect(who.rejectionFlags).toContain(key)
          }
        }
      }),
      { numRuns: 3000 },
    )
  })

  test('every line decides for somebody among those made here', () => {
    const lines = fc.sample(anybody, { numRuns: 3000, seed: 1 }).flatMap((a) => {
      const decided = determine(made(a), { day: DAY, policy, ...registersOf(knownOf(a)) })
      return Object.values(decided).map(({ line }) => line)
    })
    expect(new Set(lines)).toEqual(new Set(Array.from({ length: 15 }, (_, i) => i + 1)))
  })

  test('the same facts decide the same, in whatever order the item holds them', () => {
    const turned = <T>(record: Record<string, T>) => Object.fromEntries(Object.entries(record).reverse())
    fc.assert(
      fc.property(anybody, (a) => {
        const circumstances = { day: DAY, policy, ...registersOf(knownOf(a)) }
        const other = made({
          ...a,
          lists: turned(a.lists),
          register: turned(a.register),
          rejectionFlags: a.rejectionFlags.toReversed(),
        })
        expect(determine(other, circumstances)).toEqual(determine(made(a), circumstances))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('two decisions that say the same', () => {
  const decision: Decision = { line: 14, outcome: 'pay', facts: ['a', 'b'], policy: 1, day: DAY }
  test('day and policy alone do not make a new one', () => {
    expect(sameDecision(decision, { ...decision, day: '2019-01-01', policy: 2 })).toBe(true)
    expect(sameDecision(undefined, undefined)).toBe(true)
  })
  test.each<Partial<Decision> | undefined>([
    undefined,
    { line: 15 },
    { outcome: 'enrol' },
    { reason: 'enrolled' },
    { facts: ['a'] },
  ])('%j makes one', (change) => {
    expect(sameDecision(decision, change && { ...decision, ...change })).toBe(false)
    expect(sameDecision(change && { ...decision, ...change }, decision)).toBe(false)
  })
})
