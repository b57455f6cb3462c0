import { describe, expect, it } from 'vitest'
import { random } from '../../samples/random.ts'
import fc from '../fc.ts'

const key = fc.array(fc.oneof(fc.integer(), fc.string()), { minLength: 1, maxLength: 4 })
const draws = (...of: (string | number)[]) => Array.from({ length: 20 }, random(...of).next)

describe('random', () => {
  it('gives the same stream for the same key', () => {
    fc.assert(
      fc.property(key, (parts) => {
        expect(draws(...parts)).toEqual(draws(...parts))
      }),
    )
  })

  it('gives another stream for the next number', () => {
    fc.assert(
      fc.property(fc.nat(), (n) => {
        expect(draws('person', n)).not.toEqual(draws('person', n + 1))
      }),
    )
  })

  it('spreads evenly over streams as well as within one', () => {
    const firstDraws = Array.from({ length: 10_000 }, (_, n) => random(7, '440203', n).int(10))
    const within = random(7)
    const later = Array.from({ length: 10_000 }, () => within.int(10))
    for (const sample of [firstDraws, later]) {
      for (let value = 0; value < 10; value++) {
        const share = sample.filter((drawn) => drawn === value).length / sample.length
        expect(share).toBeGreaterThan(0.085)
        expect(share).toBeLessThan(0.115)
      }
    }
  })

  it('shuffles without losing or doubling, and leaves its argument alone', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.integer()), (seed, items) => {
        const before = [...items]
        const shuffled = random(seed).shuffle(items)
        expect(items).toEqual(before)
        expect(shuffled.sort()).toEqual(before.sort())
      }),
    )
  })
})
