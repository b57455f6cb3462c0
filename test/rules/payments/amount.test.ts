import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import { amountFor, yuan } from '../../../rules/payments/amount.ts'
import type { Policy } from '../../../schemas/records/policy.ts'

const policy = defaultPolicy()
const withAmounts = (...amounts: Policy['amounts']): Policy => ({ ...policy, amounts })

describe('amounts (docs/rules.md#amounts)', () => {
  test.each([
    [2018, 12000],
    [2019, 12000],
    [2020, 18000],
    [2030, 18000],
  ])('by default, in %d: %d fen', (year, fen) => {
    expect(amountFor(policy, '440222', 'dibao', year)).toBe(fen)
  })

  test('the row that names most counts, however old and wherever it stands', () => {
    const rows = [
      { fromYear: 2018, fen: 1 },
      { fromYear: 2010, category: 'tekun', fen: 2 },
      { fromYear: 2005, county: '440222', fen: 3 },
      { fromYear: 2000, county: '440222', category: 'tekun', fen: 4 },
    ]
    for (const order of [rows, rows.toReversed()]) {
      const p = withAmounts(...order)
      expect(amountFor(p, '440222', 'tekun', 2018)).toBe(4)
      expect(amountFor(p, '440222', 'dibao', 2018)).toBe(3)
      expect(amountFor(p, '440229', 'tekun', 2018)).toBe(2)
      expect(amountFor(p, '440229', 'dibao', 2018)).toBe(1)
    }
  })

  test('a county counts before a category, though that is the later one', () => {
    const p = withAmounts({ fromYear: 2018, category: 'tekun', fen: 1 }, { fromYear: 2000, county: '440222', fen: 2 })
    expect(amountFor(p, '440222', 'tekun', 2018)).toBe(2)
  })

  test('of rows that name the same, the latest year that has come', () => {
    const p = withAmounts(
      { fromYear: 2019, county: '440222', fen: 3 },
      { fromYear: 2017, county: '440222', fen: 2 },
      { fromYear: 2018, county: '440222', fen: 1 },
      { fromYear: 2000, fen: 9 },
    )
    expect(amountFor(p, '440222', 'dibao', 2016)).toBe(9)
    expect(amountFor(p, '440222', 'dibao', 2017)).toBe(2)
    expect(amountFor(p, '440222', 'dibao', 2018)).toBe(1)
    expect(amountFor(p, '440222', 'dibao', 2019)).toBe(3)
  })

  test('an amount of nothing is an amount', () => {
    expect(amountFor(withAmounts({ fromYear: 2000, fen: 0 }), '440222', 'dibao', 2018)).toBe(0)
  })

  test('a policy without an amount for the year is a fault', () => {
    expect(() => amountFor(policy, '440222', 'dibao', 1999)).toThrow(
      expect.objectContaining({ code: 'policy-incomplete' }),
    )
    expect(() =>
      amountFor(withAmounts({ fromYear: 2000, county: '440222', fen: 1 }), '440229', 'dibao', 2018),
    ).toThrow()
  })

  test.each([
    [12000, '120.00'],
    [0, '0.00'],
    [5, '0.05'],
    [50, '0.50'],
    [105, '1.05'],
    [123456789, '1234567.89'],
  ])('%d fen are %s yuan', (fen, text) => {
    expect(yuan(fen)).toBe(text)
  })
})
