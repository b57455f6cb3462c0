/** Answers end alike in whatever order, and however often, they come. */
import { expect, test } from 'vitest'
import { mergeAnswer } from '../../../rules/cases/merge-answer.ts'
import type { AnswerFact, CountyFacts, MaterialsAnswer, RowResult, Settlement } from '../../../schemas/records/case.ts'
import fc, { runs } from '../../fc.ts'

const COUNTY = '440222'
const at = '2018-09-05T00:00:00.000Z'
const order = fc.integer({ min: 1, max: 9 }).map((n) => `${at}#u#${n}`)
const common = (order: string) => ({ order, case: '440222-2018-00001', at, day: '2018-09-05' })
const materials = order.map((o): AnswerFact => {
  const answer: MaterialsAnswer = { ...common(o), collected: 'complete', isVerified: true }
  return { id: '', county: COUNTY, materials: answer }
})
const settlement = fc.tuple(order, fc.boolean()).map(([o, isConfirmed]): AnswerFact => {
  const by = { account: '0123456789abcdef', name: '甲', division: COUNTY }
  const own: Settlement = { ...common(o), choice: 'resume', grounds: '依据说明', basis: {}, waits: true }
  return { id: '', county: COUNTY, settlement: { ...own, ...(isConfirmed && { confirmed: { at, by } }) } }
})
const result = fc.tuple(order, fc.constantFrom('b1', 'b2')).map(([o, batch]): AnswerFact => {
  // A file says one thing of a row.
  const says: RowResult = {
    ...{ order: o, row: 1, kind: 'contribution', year: 2018, fen: 12_000, day: '2018-09-06', at, approvedAt: at },
    result: Number(o.at(-1)) % 2 === 0 ? '00' : '01',
  }
  return { id: '', county: COUNTY, result: { batch, ...says } }
})
const merged = (facts: readonly AnswerFact[]) => facts.reduce<CountyFacts>(mergeAnswer, {})

test('disorder and repeats end alike', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.oneof(materials, settlement, result), { maxLength: 12 })
        .chain((facts) =>
          fc.tuple(
            fc.constant(facts),
            fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2, maxLength: facts.length * 2 }),
          ),
        ),
      ([facts, again]) => {
        expect(merged(again)).toEqual(merged(facts))
      },
    ),
    { numRuns: runs(200) },
  )
})

test('the same fact again is the same object: nothing is written', () => {
  fc.assert(
    fc.property(fc.oneof(materials, settlement, result), (fact) => {
      const once = mergeAnswer({}, fact)
      expect(mergeAnswer(once, fact)).toBe(once)
    }),
    { numRuns: runs(100) },
  )
})

test('a confirmation stays, whatever comes after it', () => {
  const base = { ...common(`${at}#u#1`), choice: 'resume', grounds: '依据说明', basis: {}, waits: true } as const
  const confirmed = { at, by: { account: '0123456789abcdef', name: '乙', division: COUNTY } }
  const facts = merged([
    { id: '', county: COUNTY, settlement: { ...base, confirmed } },
    { id: '', county: COUNTY, settlement: base },
  ])
  expect(facts.settlements).toEqual([{ ...base, confirmed }])
})
