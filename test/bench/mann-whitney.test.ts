/** Against values worked out by hand: ranks with ties, and the normal approximation with its correction for continuity. */
import { expect, test } from 'vitest'
import { mannWhitney, medianOf, tellingShift } from '../../bench/mann-whitney.ts'

const upTo = (n: number) => Array.from({ length: n }, (_, at) => at + 1)

test('samples apart are told apart, the same and mixed ones are not', () => {
  // U is 0 where 200 is the mean, the deviation 36.97: z 5.40.
  expect(
    mannWhitney(
      upTo(20),
      upTo(20).map((n) => n + 20),
    ),
  ).toBeLessThan(1e-6)
  expect(mannWhitney(upTo(20), upTo(20))).toBeCloseTo(1, 6)
  expect(mannWhitney([1, 1, 1], [1, 1])).toBe(1)
  // Ranks 1, 2.5, 4 and 2.5, 5, 6: U 1.5 of 4.5, deviation sqrt(0.75 * (7 - 6 / 30)).
  expect(mannWhitney([1, 2, 3], [2, 4, 5])).toBeCloseTo(0.268, 3)
  expect(mannWhitney([2, 4, 5], [1, 2, 3])).toBeCloseTo(0.268, 3)
})

test('a shift that would be told is found', () => {
  const samples = [upTo(200), upTo(200)] as const
  const shift = tellingShift(...samples, 0.01)
  expect(
    mannWhitney(
      samples[0],
      samples[1].map((n) => n + shift),
    ),
  ).toBeLessThan(0.01)
  expect(
    mannWhitney(
      samples[0],
      samples[1].map((n) => n + shift / 1.3),
    ),
  ).toBeGreaterThan(0.01)
  expect(medianOf([3, 1, 2, 4])).toBe(2.5)
})
