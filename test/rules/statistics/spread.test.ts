import { expect, test } from 'vitest'
import { bandsOf, countOf, quantile, sumSpreads } from '../../../rules/statistics/spread.ts'
import fc from '../../fc.ts'

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
