import { describe, expect, test } from 'vitest'
import { birthDateOf, checkCharacter, idFault, proposeId, sexOf } from '../../../rules/rows/id-number.ts'
import { checkCharacter as byTheStandard, idNumber } from '../../../samples/id-number.ts'
import fc from '../../fc.ts'

const TODAY = '2018-06-06'
const first17 = fc.stringMatching(/^[1-9]\d{16}$/)
const valid = fc
  .tuple(
    fc.date({ min: new Date('1900-01-01'), max: new Date(TODAY), noInvalidDate: true }),
    fc.integer({ min: 100_000, max: 999_999 }),
    fc.nat(999),
  )
  .map(([born, division, sequence]) => idNumber(String(division), born.toISOString().slice(0, 10), sequence))

/** With a check character that fits, whatever the first 17 say. */
const checked = (digits17: string) => digits17 + byTheStandard(digits17)
const fault = (id: string, today = TODAY) => idFault(id, false, today)

describe('check character (ISO 7064 MOD 11-2)', () => {
  test.each(['11010519491231002X', '440524188001010014'])('the example of the standard, %s', (example) => {
    expect(checkCharacter(example)).toBe(example[17])
  })

  test('agrees with another way to compute it', () => {
    fc.assert(
      fc.property(first17, (digits) => {
        expect(checkCharacter(digits)).toBe(byTheStandard(digits))
      }),
    )
  })

  test('detects every wrong character in any place', () => {
    fc.assert(
      fc.property(valid, fc.nat(17), fc.integer({ min: 1, max: 10 }), (id, at, step) => {
        const others = '0123456789X'.replace(id[at]!, '')
        const wrong = id.slice(0, at) + others[step - 1] + id.slice(at + 1)
        expect(fault(wrong)).toBeDefined()
      }),
      { numRuns: 2000 },
    )
  })

  test('detects every swap of two neighbours', () => {
    fc.assert(
      fc.property(valid, fc.nat(16), (id, at) => {
        fc.pre(id[at] !== id[at + 1])
        const wrong = id.slice(0, at) + id[at + 1] + id[at] + id.slice(at + 2)
        expect(fault(wrong)).toBeDefined()
      }),
      { numRuns: 2000 },
    )
  })
})

describe('ID numbers (docs/rules.md#id-numbers)', () => {
  test('a valid number has no fault, whatever its division', () => {
    fc.assert(
      fc.property(valid, (id) => {
        expect(fault(id)).toBeUndefined()
      }),
    )
  })

  test('id-missing: nothing there', () => {
    expect(fault('')).toBe('id-missing')
    expect(idFault('', true, TODAY)).toBe('id-missing')
  })

  test('id-numeric: the cell holds a number, even one that would be valid', () => {
    expect(idFault(idNumber('440222', '1960-01-31', 1), true, TODAY)).toBe('id-numeric')
    expect(idFault('440222600131001', true, TODAY)).toBe('id-numeric')
  })

  test.each(['4.40222E+17', '4.40222196001310E+17', '4E+17', '4.4e+17', '4.4E17', '4.40222E+5'])(
    'id-numeric: text like %s',
    (id) => {
      expect(fault(id)).toBe('id-numeric')
    },
  )

  test.each(['E+17', '44.0222E+17', '4.40222E-17', '4.E+17', '4.40222E+', '4.40222E+17A', 'A4.4E+17'])(
    'id-format, not id-numeric: %s',
    (id) => {
      expect(fault(id)).toBe('id-format')
    },
  )

  test('id-15-digit: 15 digits, neither 14 nor 16, nor 15 with an X', () => {
    expect(fault('440222600131001')).toBe('id-15-digit')
    expect(fault('44022260013100')).toBe('id-format')
    expect(fault('4402226001310010')).toBe('id-format')
    expect(fault('44022260013100X')).toBe('id-format')
  })

  test.each([
    ['17 characters', '44022219600131001'],
    ['19 characters', '4402221960013100199'],
    ['0 in front', checked('04022219600131001')],
    ['X inside', '4402221960X1310019'],
    ['small x, which the normal form does not have', '44022219600131001x'],
    ['O for 0', '44O222196001310019'],
    ['a quote in front', "'440222196001310019"],
    ['Arabic-Indic digits', '٤٤٠٢٢٢١٩٦٠٠١٣١٠٠١٩'],
  ])('id-format: %s', (_, id) => {
    expect(fault(id)).toBe('id-format')
  })

  test.each(['18991231', '20180607', '19600230', '19610229', '19601301', '19600001', '19600100', '00000101'])(
    'id-birthdate: %s, before the check character is looked at',
    (born) => {
      const digits = `440222${born}001`
      expect(fault(checked(digits))).toBe('id-birthdate')
      expect(fault(digits + (checked(digits)[17] === '1' ? '2' : '1'))).toBe('id-birthdate')
    },
  )

  test.each(['19000101', '20180606', '19600229', '20000229'])('no id-birthdate: %s', (born) => {
    expect(fault(checked(`440222${born}001`))).toBeUndefined()
  })

  test('id-birthdate: today is an argument', () => {
    const born = idNumber('440222', '2018-06-07', 1)
    expect(fault(born, '2018-06-06')).toBe('id-birthdate')
    expect(fault(born, '2018-06-07')).toBeUndefined()
  })

  test('id-checksum: any other last character', () => {
    const id = idNumber('440222', '1960-01-31', 1)
    for (const last of '0123456789X')
      expect(fault(id.slice(0, 17) + last)).toBe(last === id[17] ? undefined : 'id-checksum')
  })

  test('sex by the 17th digit, birth date by characters 7-14', () => {
    for (let sequence = 0; sequence < 10; sequence++) {
      const id = idNumber('440222', '1960-02-29', sequence)
      expect(sexOf(id)).toBe(sequence % 2 === 1 ? '男' : '女')
      expect(birthDateOf(id)).toBe('1960-02-29')
    }
  })

  test('id-15-digit: the number proposed is valid, of the 20th century, and the same person', () => {
    expect(proposeId('440222600131001')).toBe(idNumber('440222', '1960-01-31', 1))
    expect(fault(proposeId('440222600131001'))).toBeUndefined()
  })
})
