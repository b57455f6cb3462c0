/** Money that ties out, over whatever batches, results and allocations come (docs/cases.md#money). */
import { describe, expect, test } from 'vitest'
import {
  allocatedFen,
  askedOfFinance,
  type BatchMoney,
  outstandingFen,
  overFen,
  type RequestMoney,
  type TieOut,
  tieOut,
  unaskedFen,
} from '../../../rules/payments/money.ts'
import { isLongUnposted, postedRows } from '../../../rules/payments/posting.ts'
import fc, { runs } from '../../fc.ts'

const HERE = '440222'
const DAY = '2018-06-06'
const NONE = { posted: 0, unposted: 0, foreign: 0 }
const sum = (rows: number) => ({ rows, fen: rows * 12_000 })
const batch = (approved: number, paid: number, failed: number, year = 2018): BatchMoney => ({
  county: HERE,
  year,
  approved: sum(approved),
  paid: sum(paid),
  failed: sum(failed),
})
const request = (netted: number, requested: number, allocated: number, year = 2018): RequestMoney => ({
  county: HERE,
  year,
  netted,
  requested,
  allocations: { 凭1: { fen: allocated, day: DAY } },
})

describe('what is asked of finance', () => {
  test('a failure of an earlier batch is netted, a failure that was corrected is asked for after all', () => {
    const asked = askedOfFinance(60_000, [batch(9, 4, 4), batch(5, 0, 0)], [request(0, 108_000, 0)])
    expect(asked).toEqual({ total: 60_000, netted: 48_000, requested: 12_000 })
    const corrected = [batch(9, 8, 0), batch(5, 0, 0)]
    expect(askedOfFinance(0, corrected, [request(0, 108_000, 0), request(48_000, 12_000, 0)])).toEqual({
      total: 0,
      netted: -48_000,
      requested: 48_000,
    })
  })

  test('what finance gave beyond a request counts, of every year; below 0 nothing is asked', () => {
    const requests = [request(0, 108_000, 132_000)]
    const after = [batch(9, 9, 0), batch(1, 0, 0, 2019)]
    expect(askedOfFinance(12_000, after, requests)).toEqual({ total: 12_000, netted: 12_000, requested: 0 })
    expect(unaskedFen(after, requests)).toBe(-12_000)
  })
})

/** A county's life: batches with requests, results that come and change, allocations, supplementary requests. */
const step = fc.oneof(
  fc.record({ what: fc.constant('batch' as const), rows: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ what: fc.constant('paid' as const), at: fc.nat(9) }),
  fc.record({ what: fc.constant('failed' as const), at: fc.nat(9) }),
  fc.record({ what: fc.constant('corrected' as const), at: fc.nat(9) }),
  fc.record({ what: fc.constant('reversed' as const), at: fc.nat(9) }),
  fc.record({ what: fc.constant('allocated' as const), at: fc.nat(9), fen: fc.integer({ min: 1, max: 200_000 }) }),
  fc.record({ what: fc.constant('supplement' as const) }),
  fc.record({ what: fc.constant('year' as const) }),
)

interface County {
  year: number
  readonly batches: { year: number; states: ('in-flight' | 'paid' | 'failed')[] }[]
  readonly requests: RequestMoney[]
}
const moneyOf = ({ batches }: County): BatchMoney[] =>
  batches.map(({ year, states }) => {
    const of = (state: string) => states.filter((one) => one === state).length
    return batch(states.length, of('paid'), of('failed'), year)
  })

const CHANGES = {
  paid: ['in-flight', 'paid'],
  failed: ['in-flight', 'failed'],
  corrected: ['failed', 'paid'],
  reversed: ['paid', 'failed'],
} as const

function ask(county: County, total: number) {
  const asked = askedOfFinance(total, moneyOf(county), county.requests)
  county.requests.push({ county: HERE, year: county.year, ...asked, allocations: {} })
}

function take(county: County, one: typeof step extends fc.Arbitrary<infer T> ? T : never) {
  switch (one.what) {
    case 'batch':
      county.batches.push({ year: county.year, states: Array.from({ length: one.rows }, () => 'in-flight' as const) })
      return ask(county, one.rows * 12_000)
    case 'supplement':
      return unaskedFen(moneyOf(county), county.requests) > 0 ? ask(county, 0) : undefined
    case 'allocated': {
      const own = county.requests[one.at % (county.requests.length || 1)]
      if (own) Object.assign(own.allocations, { [Object.keys(own.allocations).length]: { fen: one.fen, day: DAY } })
      return
    }
    case 'year':
      county.year++
      return
    default: {
      const [from, to] = CHANGES[one.what]
      const own = county.batches[one.at % (county.batches.length || 1)]
      const row = own?.states.indexOf(from) ?? -1
      if (own && row >= 0) own.states[row] = to
    }
  }
}

const total = (rows: readonly TieOut[], of: (row: TieOut) => number) => rows.reduce((all, row) => all + of(row), 0)

describe('tie-out', () => {
  test('holds at every moment: approved, requested and allocated are the same money', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const county: County = { year: 2018, batches: [], requests: [] }
        for (const one of steps) {
          take(county, one)
          const rows = tieOut(moneyOf(county), county.requests, () => NONE)
          for (const { approved, paid, failed, inFlight, requested, netted, over, allocated, outstanding } of rows) {
            expect(paid.fen + failed.fen + inFlight.fen).toBe(approved.fen)
            expect(paid.rows + failed.rows + inFlight.rows).toBe(approved.rows)
            expect(requested + netted).toBe(approved.fen)
            expect(requested + over).toBe(allocated + outstanding)
            expect(Math.min(outstanding, over, requested)).toBeGreaterThanOrEqual(0)
          }
          // Nothing in a batch is left out, whatever the year.
          expect(total(rows, (row) => row.approved.rows)).toBe(county.batches.flatMap(({ states }) => states).length)
          const surplus = total(rows, (row) => row.allocated - row.paid.fen - row.inFlight.fen)
          expect(rows.map((row) => row.surplus)).toEqual(
            rows.map((_, i) => (i === rows.length - 1 ? Math.max(0, surplus) : 0)),
          )
        }
        // Whoever asks has asked enough, and never for what finance has given already.
        ask(county, 0)
        expect(unaskedFen(moneyOf(county), county.requests)).toBeLessThanOrEqual(0)
        const cost = total(
          tieOut(moneyOf(county), county.requests, () => NONE),
          (row) => row.paid.fen + row.inFlight.fen,
        )
        const asked = county.requests.reduce((all, one) => all + one.requested + overFen(one), 0)
        expect(asked).toBeGreaterThanOrEqual(cost)
        for (const one of county.requests)
          expect(one.requested - outstandingFen(one) + overFen(one)).toBe(allocatedFen(one))
      }),
      { numRuns: runs(200) },
    )
  })

  test('a county with claims alone has no row; a supplementary request makes one, and counties are apart', () => {
    const other = { ...batch(2, 0, 0), county: '440281' }
    const rows = tieOut([batch(0, 0, 0), other], [request(-12_000, 12_000, 0, 2019), request(0, 0, 0)], () => NONE)
    expect(rows.map(({ county, year }) => [county, year])).toEqual([
      ['440222', 2019],
      ['440281', 2018],
    ])
    expect(rows[0]).toMatchObject({ requested: 12_000, netted: -12_000, outstanding: 12_000 })
  })
})

test('against the register: posted in any county, foreign by the own register alone where no row covers the person', () => {
  const registers: Record<string, string[]> = {
    paidHere: [HERE],
    paidElsewhere: ['440281'],
    stranger: [HERE],
    flying: [HERE],
  }
  const posting = postedRows(HERE, {
    paid: ['paidHere', 'paidElsewhere', 'unseen'].map((key) => ({ key })),
    covered: new Set(['paidHere', 'paidElsewhere', 'unseen', 'flying']),
    listed: ['paidHere', 'paidElsewhere', 'unseen', 'stranger', 'flying', 'strangerElsewhere'],
    postedIn: (person) => new Set(registers[person] ?? (person === 'strangerElsewhere' ? ['440281'] : [])),
  })
  expect(posting).toEqual({
    posted: [{ key: 'paidHere' }, { key: 'paidElsewhere' }],
    unposted: [{ key: 'unseen' }],
    foreign: ['stranger'],
  })
})

test('what no register shows is somebody’s task once two of the year have come since', () => {
  const paid = { day: '2018-06-20' }
  expect(isLongUnposted(paid, ['2018-06-05', '2018-06-20', '2018-07-02'])).toBe(false)
  expect(isLongUnposted(paid, ['2018-06-05', '2018-07-02', '2018-08-02'])).toBe(true)
})
