import { expect, test } from 'vitest'
import { percent } from '../../wording/rate.ts'

test.each([
  [9, 9, '100%'],
  [8, 9, '88.9%'],
  [9999, 10_000, '99.9%'],
  [41, 50, '82.0%'],
  [0, 9, '0%'],
  [0, 0, '—'],
])('%i of %i is %s', (onTime, due, shown) => {
  expect(percent({ due, onTime, rate: due === 0 ? undefined : onTime / due })).toBe(shown)
})
