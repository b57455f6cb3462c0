import { describe, expect, test } from 'vitest'
import { RowText } from '../../formats/row-text.ts'
import type { Listing, RegisterRow } from '../../schemas/records/person.ts'
import fc from '../fc.ts'

const text = new RowText()
const listingText = (l: Listing) => Buffer.from(text.listing(l)).toString()
const registerText = (r: RegisterRow) => Buffer.from(text.register(r)).toString()

const listing: Listing = { name: '张三', township: '440222100', village: '城南村', phone: '1' }
const row: RegisterRow = {
  name: '张三',
  place: '440222',
  enrolment: 'active',
  since: '2012-01-01',
  months: 72,
  year: 2018,
  contribution: 'unpaid',
  paid: 12000,
  benefit: 'none',
  benefitFrom: '2020-01',
  benefitPaid: 100,
  student: false,
}

/** Each field changed, and each optional one left out. */
function variants<T extends object>(perfect: T, optional: readonly (keyof T)[]): T[] {
  const other = (value: unknown) =>
    typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${value}0`
  const changed = Object.entries(perfect).map(([key, value]) => ({ ...perfect, [key]: other(value) }))
  const without = optional.map((key) => {
    const { [key]: _, ...rest } = perfect
    return rest as T
  })
  return [...changed, ...without]
}

describe('the text of a row tells whether it has changed', () => {
  test('a listing: each of its fields', () => {
    const all = [listing, ...variants(listing, ['village', 'phone'])]
    expect(all).toHaveLength(7)
    expect(new Set(all.map(listingText)).size).toBe(all.length)
  })

  test('a register row: each of its fields, the year among them', () => {
    const all = [row, ...variants(row, ['since', 'months', 'paid', 'benefitFrom', 'benefitPaid', 'student'])]
    expect(all).toHaveLength(19)
    expect(new Set(all.map(registerText)).size).toBe(all.length)
  })

  test('what moves from one field to the next is another text', () => {
    expect(listingText({ ...listing, village: '城南', phone: '村1' })).not.toBe(listingText(listing))
    const { paid: _, ...unpaid } = row
    expect(registerText({ ...unpaid, benefitPaid: 12000 })).not.toBe(registerText({ ...row, benefitPaid: 12000 }))
  })

  test('the order of the fields in the record does not matter', () => {
    expect(listingText(Object.fromEntries(Object.entries(listing).reverse()) as Listing)).toBe(listingText(listing))
    expect(registerText(Object.fromEntries(Object.entries(row).reverse()) as RegisterRow)).toBe(registerText(row))
  })

  test('it is what JSON.stringify gives of the fields in their order, whatever characters are in them', () => {
    const any = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 400 })
    const string = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      any,
      fc.constantFrom('"', '\\', '\n', '𠮷', '\ud83d', 'é'),
    )
    const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
    const changes = fc.record({
      name: string,
      village: maybe(string),
      phone: maybe(string),
      since: fc.constantFrom('2012-01-01', undefined),
      months: maybe(fc.nat()),
      paid: maybe(fc.nat()),
      benefitFrom: maybe(string),
      benefitPaid: maybe(fc.nat()),
      student: maybe(fc.boolean()),
    })
    fc.assert(
      fc.property(changes, ({ village, phone, ...rest }) => {
        const { name } = rest
        const { township } = listing
        expect(listingText({ name, township, village, phone })).toBe(JSON.stringify({ name, township, village, phone }))
        // Keys keep the place that they had first: the order of `row`.
        expect(registerText({ ...row, ...rest })).toBe(JSON.stringify({ ...row, ...rest }))
      }),
      { numRuns: 500 },
    )
  })
})
