import { describe, expect, it } from 'vitest'
import { checkCharacter, idNumber } from '../../samples/id-number.ts'
import fc from '../fc.ts'

const first17 = fc.stringMatching(/^[1-9]\d{16}$/)

describe('ID numbers (GB 11643-1999, ISO 7064 MOD 11-2)', () => {
  it.each(['11010519491231002X', '440524188001010014'])('agrees with the example of the standard, %s', (example) => {
    expect(checkCharacter(example)).toBe(example[17])
  })

  it('has a check sum of 1 modulo 11', () => {
    fc.assert(
      fc.property(first17, (digits) => {
        const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0)
        const check = checkCharacter(digits)
        expect((sum + (check === 'X' ? 10 : Number(check))) % 11).toBe(1)
      }),
    )
  })

  it('notices every single wrong digit', () => {
    fc.assert(
      fc.property(first17, fc.integer({ min: 1, max: 16 }), fc.integer({ min: 1, max: 9 }), (digits, at, step) => {
        const wrong = digits.slice(0, at) + ((Number(digits[at]) + step) % 10) + digits.slice(at + 1)
        expect(checkCharacter(wrong)).not.toBe(checkCharacter(digits))
      }),
    )
  })

  it('puts division, birth date and sequence in their places', () => {
    expect(idNumber('440222', '1960-03-01', 79)).toMatch(/^44022219600301079[\dX]$/)
  })
})
