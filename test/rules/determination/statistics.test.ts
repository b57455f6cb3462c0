import { describe, expect, test } from 'vitest'
import {
  changeOf,
  countByTownship,
  noCounts,
  sponsoredFen,
  sumCounts,
} from '../../../rules/determination/statistics.ts'
import { Outcome } from '../../../schemas/codes.ts'
import type { RegisterRow } from '../../../schemas/records/person.ts'
import type { SnapshotRow } from '../../../schemas/records/snapshot.ts'
import fc from '../../fc.ts'
import { HERE, ROW, THERE } from './perfect-person.ts'

const CATEGORIES = ['tekun', 'dibao', 'registered-poor', 'disabled']
const TOWNSHIPS = ['440222100', '440222101', '440222102']

const perfect: SnapshotRow = {
  key: '0'.repeat(30),
  county: HERE,
  id: '440222198001310014',
  name: '张三',
  categories: ['dibao'],
  primary: 'dibao',
  listings: { dibao: { name: '张三', township: '440222100' } },
  decision: { line: 14, outcome: 'pay', facts: [], policy: 1, day: '2018-06-06' },
  amount: 12000,
  register: { [`${HERE}#resident`]: ROW },
}
const sponsored = (register: Record<string, Partial<RegisterRow>>, day = '2018-06-06'): SnapshotRow => ({
  ...perfect,
  decision: { ...perfect.decision, line: 11, outcome: 'sponsored', day },
  register: Object.fromEntries(
    Object.entries(register).map(([key, row]) => [key, { ...ROW, contribution: 'sponsored', paid: 12000, ...row }]),
  ),
})
const OWN = `${HERE}#resident`

const row: fc.Arbitrary<SnapshotRow> = fc
  .record({
    categories: fc.subarray(CATEGORIES, { minLength: 1 }),
    townships: fc.array(fc.constantFrom(...TOWNSHIPS), { minLength: 4, maxLength: 4 }),
    outcome: fc.constantFrom(...Outcome.options),
    paid: fc.nat(30_000),
  })
  .map(({ categories, townships, outcome, paid }) => ({
    ...perfect,
    categories,
    primary: categories[0]!,
    listings: Object.fromEntries(categories.map((code, i) => [code, { name: '张三', township: townships[i]! }])),
    decision: { ...perfect.decision, outcome },
    register: { [OWN]: { ...ROW, contribution: outcome === 'sponsored' ? 'sponsored' : 'unpaid', paid } },
  }))

describe('what was paid for whoever is sponsored', () => {
  const paid = { fen: 18_000, day: '2018-06-20' }
  test('the register’s amount, else what the county paid by the bank’s word', () => {
    expect(sponsoredFen({ ...sponsored({ [OWN]: {} }), paid }, 2018)).toBe(12_000)
    expect(sponsoredFen({ ...sponsored({}), paid }, 2018)).toBe(18_000)
    const { paid: _, ...blank } = { ...ROW, contribution: 'sponsored' as const }
    expect(sponsoredFen({ ...sponsored({}), register: { [OWN]: blank }, paid }, 2018)).toBe(18_000)
    expect(sponsoredFen(sponsored({}), 2018)).toBe(0)
    expect(sponsoredFen({ ...perfect, paid }, 2018)).toBe(0)
  })
})

describe('statistics (docs/rules.md#statistics)', () => {
  test('under a category everyone listed in it, in the township of that listing', () => {
    const listings = {
      tekun: { name: '张三', township: '440222101' },
      dibao: { name: '张三', township: '440222100' },
    }
    const both: SnapshotRow = { ...perfect, categories: ['tekun', 'dibao'], primary: 'tekun', listings }
    const townships = (category: string | undefined) => [...countByTownship([both], category, 2018).keys()]
    expect(townships('tekun')).toEqual(['440222101'])
    expect(townships('dibao')).toEqual(['440222100'])
    expect(townships('disabled')).toEqual([])
    // In total once, in the township of the primary category's listing.
    expect(townships(undefined)).toEqual(['440222101'])
  })

  test('counts are the rows behind them, by outcome, township and category; the total has each person once', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        for (const category of [...CATEGORIES, undefined]) {
          const counted = countByTownship(rows, category, 2018)
          const of = rows.filter((r) => category === undefined || r.categories.includes(category))
          for (const township of TOWNSHIPS) {
            const here = of.filter((r) => r.listings[category ?? r.primary]!.township === township)
            const counts = counted.get(township) ?? noCounts()
            for (const outcome of Outcome.options)
              expect(counts.persons[outcome]).toBe(here.filter((r) => r.decision.outcome === outcome).length)
            expect(counts.sponsoredFen).toBe(
              here.reduce((sum, r) => sum + (r.decision.outcome === 'sponsored' ? r.register[OWN]!.paid! : 0), 0),
            )
          }
          const listed = Object.values(sumCounts(counted.values()).persons).reduce((a, b) => a + b, 0)
          expect(listed).toBe(of.length)
        }
      }),
    )
  })

  test('a sum is that of the whole, however it is cut', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), fc.nat(20), (rows, at) => {
        const counts = (some: SnapshotRow[]) => sumCounts(countByTownship(some, undefined, 2018).values())
        expect(sumCounts([counts(rows.slice(0, at)), counts(rows.slice(at))])).toEqual(counts(rows))
      }),
    )
    expect(sumCounts([])).toEqual(noCounts())
  })
})

describe('what was paid for who is sponsored', () => {
  test.each<[string, SnapshotRow, number]>([
    ["the register's amount", sponsored({ [OWN]: {} }), 12000],
    ['nothing where the register names no amount', sponsored({ [OWN]: { paid: undefined } as never }), 0],
    ['not what was paid in another year', sponsored({ [OWN]: { year: 2017 } }), 0],
    ['not what the person paid', sponsored({ [OWN]: {}, [`${THERE}#resident`]: { contribution: 'self' } }), 12000],
    [
      'an ended row of another county, 终止 included',
      sponsored({ [`${THERE}#resident`]: { enrolment: 'ended' } }),
      12000,
    ],
    ['not a row of another scheme', sponsored({ [OWN]: {}, [`${HERE}#employee`]: {} }), 12000],
    ['a decision of an earlier year that was kept', sponsored({ [OWN]: {} }, '2017-12-10'), 12000],
    ['nothing for who is not sponsored', { ...sponsored({ [OWN]: {} }), decision: perfect.decision }, 0],
  ])('%s', (_, who, fen) => {
    expect(sponsoredFen(who, 2018)).toBe(fen)
  })
})

test('what has changed since a month, added to it, is the month that came', () => {
  const counts = fc.tuple(...Outcome.options.map(() => fc.nat(500)), fc.nat(9_999_999)).map((numbers) => ({
    persons: Object.fromEntries(Outcome.options.map((one, i) => [one, numbers[i]!])) as Record<Outcome, number>,
    sponsoredFen: numbers.at(-1)!,
  }))
  fc.assert(
    fc.property(counts, counts, (now, before) => {
      expect(sumCounts([before, changeOf(now, before)])).toEqual(now)
    }),
  )
})
