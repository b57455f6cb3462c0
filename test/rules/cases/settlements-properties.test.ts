/** Whatever is settled, in whatever order it comes: nobody is lost, and nobody is paid for twice (docs/cases.md#never-with-cases). */
import { expect, test } from 'vitest'
import { choicesFor, type Moment } from '../../../rules/cases/choices.ts'
import { mergeAnswer } from '../../../rules/cases/merge-answer.ts'
import { determine } from '../../../rules/determination/determine.ts'
import { snapshotRow } from '../../../rules/determination/snapshot-row.ts'
import { Choice, type CountyFacts, type Settlement } from '../../../schemas/records/case.ts'
import type { Person } from '../../../schemas/records/person.ts'
import fc, { runs } from '../../fc.ts'
import { type Changes, DAY, HERE, person, policy, THERE } from '../determination/perfect-person.ts'
import { circumstances, momentOf, orderOf, type Step, settled } from './settle.ts'

const COUNTIES = [HERE, THERE, '440224']
const NAMES = ['张三', '张四']
const county = fc.constantFrom(...COUNTIES, HERE, HERE)
const name = fc.constantFrom(...NAMES, ...Array<string>(5).fill('张三'))

const changes: fc.Arbitrary<Changes> = fc.record({
  born: fc.constantFrom('1950-01-01', '1980-01-01', '2010-01-01'),
  lists: fc.dictionary(
    fc.tuple(county, fc.constantFrom('dibao', 'tekun')).map(([c, category]) => `${c}#${category}`),
    fc.record({ name }),
    { maxKeys: 2 },
  ),
  register: fc.dictionary(
    county.map((c) => `${c}#resident`),
    fc.option(
      fc.record({
        name,
        enrolment: fc.constantFrom('active', 'ended'),
        contribution: fc.constantFrom('unpaid', 'unpaid', 'self', 'sponsored'),
        benefit: fc.constantFrom('none', 'drawing'),
      }),
      { nil: undefined, freq: 2 },
    ),
    { maxKeys: 3 },
  ),
  rejectionFlags: fc.subarray(
    COUNTIES.map((c) => `${c}#resident`),
    { maxLength: 1 },
  ),
  missing: fc.constantFrom<string[]>([], [], [THERE]),
})

const someOf = (all: readonly string[]) => fc.subarray([...all], { minLength: 1 })
const settlement = (n: number): fc.Arbitrary<{ county: string; settlement: Settlement }> =>
  fc.record({
    county,
    settlement: fc.record({
      ...{
        order: fc.constant(orderOf(n)),
        case: fc.constant(`${HERE}-2018-00001`),
        at: fc.constant(`${DAY}T01:00:00.000Z`),
      },
      ...{ day: fc.constant(DAY), grounds: fc.constant('依据说明'), choice: fc.constantFrom(...Choice.options), name },
      basis: fc.record({
        names: fc.constant(NAMES),
        counties: someOf(COUNTIES),
        schemes: fc.constant(['resident' as const]),
      }),
      keeps: fc.subarray([1, 2, 3].map(orderOf)),
      withdraws: fc.integer({ min: 1, max: 8 }).map(orderOf),
    }),
  })
const log = fc
  .integer({ min: 0, max: 8 })
  .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => settlement(i + 1))))
const done = fc.constantFrom(null, null, null, ...COUNTIES)

function merged(facts: readonly { county: string; settlement: Settlement }[]): Record<string, CountyFacts> {
  const cases: Record<string, CountyFacts> = {}
  for (const { county: of, settlement: one } of facts)
    cases[of] = mergeAnswer(cases[of] ?? {}, { id: '', county: of, settlement: one })
  return cases
}

/** With a result of the bank that says that the county's payment of the year was done. */
function paidBy(of: string | null, cases: Record<string, CountyFacts>): Record<string, CountyFacts> {
  if (of === null) return cases
  const row = {
    order: orderOf(9),
    row: 1,
    kind: 'contribution',
    year: 2018,
    fen: 12_000,
    result: '00',
    day: DAY,
  } as const
  return {
    ...cases,
    [of]: { ...cases[of], results: { b: { ...row, at: `${DAY}T01:00:00.000Z`, approvedAt: `${DAY}T00:00:00.000Z` } } },
  }
}

const listing = (who: Person) => new Set(Object.keys(who.lists).map((key) => key.slice(0, 6)))

test('everybody listed is decided in every county that lists them, or set aside there and decided in another', () => {
  fc.assert(
    fc.property(changes, log, (made, facts) => {
      const who = person({ ...made, cases: merged(facts) })
      const decisions = determine(who, circumstances(made))
      const decided = Object.keys(decisions)
      expect([...listing(who)]).toEqual(expect.arrayContaining(decided))
      expect(decided.length).toBeGreaterThan(0)
      for (const of of listing(who)) {
        const row = snapshotRow({ ...who, decisions }, of, DAY, policy)
        expect(row?.decision).toEqual(decisions[of])
        if (!row) expect(facts.some((one) => one.county === of && one.settlement.choice === 'elsewhere')).toBe(true)
      }
    }),
    { numRuns: runs(2000) },
  )
})

test('a payment of the year is seen whatever is settled', () => {
  const seen = new Set<number>()
  fc.assert(
    fc.property(changes, log, done, (made, facts, payer) => {
      const who = person({ ...made, cases: paidBy(payer, merged(facts)) })
      const isPaid = payer !== null || Object.values(who.register).some(({ contribution }) => contribution !== 'unpaid')
      for (const { line, facts: named } of Object.values(determine(who, circumstances(made)))) {
        seen.add(line)
        if (isPaid) expect(line).toBeLessThan(13)
        else expect([11, 12]).not.toContain(line)
        if (payer !== null && line === 11) expect(named).toContain(`results.${payer}.b`)
      }
    }),
    { numRuns: runs(2000) },
  )
  expect([...seen].sort((a, b) => a - b)).toEqual([1, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15])
})

test('the order in which settlements come makes no difference', () => {
  fc.assert(
    fc.property(
      changes,
      log.chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length }))),
      (made, [facts, shuffled]) => {
        const decided = (cases: Changes['cases']) =>
          determine(person({ ...made, ...(cases && { cases }) }), circumstances(made))
        expect(decided(merged(shuffled))).toEqual(decided(merged(facts)))
      },
    ),
    { numRuns: runs(500) },
  )
})

test('what fits can be settled and withdrawn, until there is nothing to withdraw', () => {
  const cases: Moment['cases'] = [{ kind: 'contribution', standing: { state: 'paused' } }]
  fc.assert(
    fc.property(changes, fc.array(fc.tuple(county, fc.nat()), { maxLength: 6 }), (made, picks) => {
      let now = made
      for (const [of, pick] of picks) {
        const fitting = choicesFor(momentOf(now, of, { cases }))
        const choice = fitting[pick % fitting.length]!
        const names = Object.values(person(now).lists).map(({ row }) => row!.name)
        const step: Step = choice === 'name' ? [of, choice, names[pick % names.length]!] : [of, choice]
        now = { ...now, ...settled(now, [step], { cases }) }
      }
      const withdrawable = () => COUNTIES.find((of) => choicesFor(momentOf(now, of)).includes('withdraw'))
      for (let of = withdrawable(), n = 0; of && n < picks.length; of = withdrawable(), n++)
        now = { ...now, ...settled(now, [[of, 'withdraw']]) }
      expect(withdrawable()).toBeUndefined()
      const circumstancesNow = circumstances(made)
      const names = (decisions: ReturnType<typeof determine>) =>
        Object.values(decisions).map(({ line, reason }) => [line, reason])
      expect(names(determine(person(now), circumstancesNow))).toEqual(names(determine(person(made), circumstancesNow)))
    }),
    { numRuns: runs(200) },
  )
})
