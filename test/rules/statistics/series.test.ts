/** What pictures count: each part is found again in the whole. */
import { expect, test } from 'vitest'
import { noCounts } from '../../../rules/determination/statistics.ts'
import { funnelOf } from '../../../rules/statistics/funnel.ts'
import { moneyByMonth, moneySums } from '../../../rules/statistics/money-months.ts'
import { monthsUpTo } from '../../../rules/statistics/months.ts'
import { bandsOf, countOf, quantile, sumSpreads } from '../../../rules/statistics/spread.ts'
import { Outcome } from '../../../schemas/codes.ts'
import type { FundingRequest } from '../../../schemas/records/funding-request.ts'
import fc from '../../fc.ts'

const counts = fc
  .tuple(...Outcome.options.map(() => fc.nat(1000)))
  .map((persons) => ({ ...noCounts(), persons: Object.fromEntries(Outcome.options.map((o, i) => [o, persons[i]])) }))
  .map((one) => one as ReturnType<typeof noCounts>)

test('months go back over the year', () => {
  expect(monthsUpTo('2019-02', 4)).toEqual(['2018-11', '2018-12', '2019-01', '2019-02'])
})

test('whoever does not go on at a step of the funnel is named there, by outcome', () => {
  fc.assert(
    fc.property(counts, fc.nat(1000), (one, posted) => {
      const steps = funnelOf(one, Math.min(posted, one.persons.sponsored))
      expect(steps.map(({ step }) => step)).toEqual(['listed', 'insurable', 'insured', 'sponsored', 'posted'])
      for (const [i, { persons, lost, step }] of steps.entries()) {
        const next = steps[i + 1]
        if (!next || step === 'sponsored') continue
        expect(persons - lost.reduce((sum, { persons: of }) => sum + of, 0)).toBe(next.persons)
      }
    }),
  )
})

test('what no close has counted is no step', () => {
  expect(funnelOf(noCounts(), undefined).map(({ step }) => step)).not.toContain('posted')
})

const requests = fc.array(
  fc
    .record({ month: fc.integer({ min: 1, max: 12 }), asked: fc.nat(100_000), given: fc.nat(100_000) })
    .map(({ month, asked, given }): FundingRequest => {
      const day = `2018-${String(month).padStart(2, '0')}-10`
      const at = `${day}T00:00:00Z`
      return {
        ...{ id: `440222-2018-${month}`, county: '440222', sequence: 1, year: 2018, day, at, batch: `b${month}` },
        ...{ total: asked, netted: 0, requested: asked, allocations: { v: { fen: given, day } }, version: 0 },
      }
    }),
  { maxLength: 20 },
)

test('months of money add up to all of it, and what is asked is there or missing', () => {
  fc.assert(
    fc.property(requests, (all) => {
      const money = new Map()
      const months = moneyByMonth(monthsUpTo('2018-12', 12), all, money)
      const { requested, allocated, outstanding, over } = moneySums(all, money)
      const sum = (of: (month: (typeof months)[number]) => number) => months.reduce((total, one) => total + of(one), 0)
      expect(sum((month) => month.requested)).toBe(requested)
      expect(sum((month) => month.outstanding)).toBe(outstanding)
      expect(requested + over).toBe(allocated + outstanding)
    }),
  )
})

test('a batch is counted in the month whose lists it is for, and so is what is asked for beside it', () => {
  const nothing = { rows: 0, fen: 0 }
  const request = (sequence: number, batch?: string): FundingRequest => ({
    ...{ id: `${sequence}`, county: '440222', sequence, year: 2018, day: '2018-06-08', at: '2018-06-08T00:00:00Z' },
    ...{ batch, total: 500, netted: 0, requested: 500, allocations: {}, version: 0 },
  })
  const paid = { rows: 1, fen: 500 }
  const batch = { county: '440222', year: 2018, period: '2018-05', approved: paid, paid, failed: nothing }
  const months = moneyByMonth(monthsUpTo('2018-06', 12), [request(1, 'b'), request(2)], new Map([['b', batch]]))
  expect(months.filter(({ requested }) => requested > 0)).toMatchObject([
    { period: '2018-05', requested: 1000, outstanding: 1000, approved: 500, paid: 500 },
  ])
})

test('nine in ten are within the quantile, and fewer are below it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.nat(400).map(String), fc.integer({ min: 1, max: 50 })), (spread) => {
      const ninety = quantile(spread, 0.9)
      const within = (most: number) =>
        countOf(Object.fromEntries(Object.entries(spread).filter(([value]) => Number(value) <= most)))
      if (ninety === undefined) {
        expect(countOf(spread)).toBe(0)
        return
      }
      expect(within(ninety)).toBeGreaterThanOrEqual(countOf(spread) * 0.9)
      expect(within(ninety - 1)).toBeLessThan(countOf(spread) * 0.9)
    }),
  )
})

test('bands hold everybody of an age, the last one whoever is older', () => {
  const spread = sumSpreads([{ 60: 1, 64: 2 }, { 65: 3, 90: 4, 60: 1 }, { 101: 5 }])
  expect(bandsOf(spread, 60, 90)).toEqual([
    { from: 60, to: 64, count: 4 },
    { from: 65, to: 69, count: 3 },
    ...[70, 75, 80, 85].map((from) => ({ from, to: from + 4, count: 0 })),
    { from: 90, count: 9 },
  ])
})
