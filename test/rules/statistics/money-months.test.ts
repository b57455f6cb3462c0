import { expect, test } from 'vitest'
import { moneyByMonth, moneySums } from '../../../rules/statistics/money-months.ts'
import { monthsUpTo } from '../../../rules/statistics/months.ts'
import type { FundingRequest } from '../../../schemas/records/funding-request.ts'
import fc from '../../fc.ts'

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
