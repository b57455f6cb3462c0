import { describe, expect, test } from 'vitest'
import { batchRow, caseNumber, needsMaterials } from '../../../rules/payments/cases.ts'
import { Outcome } from '../../../schemas/codes.ts'
import type { SnapshotRow } from '../../../schemas/records/snapshot.ts'
import { HERE, ROW } from '../determination/perfect-person.ts'

const KEY = '0123456789abcdef'.repeat(2).slice(0, 30)
const perfect: SnapshotRow = {
  key: KEY,
  county: HERE,
  id: '440222198001310014',
  name: '张三',
  categories: ['tekun', 'dibao'],
  primary: 'tekun',
  listings: {
    tekun: { name: '张三', township: '440222101', phone: '13800000000' },
    dibao: { name: '张三', township: '440222100', phone: '13900000000' },
  },
  decision: { line: 14, outcome: 'pay', facts: [], policy: 1, day: '2018-06-06' },
  amount: 12000,
  register: { [`${HERE}#resident`]: ROW },
}
const decided = (outcome: Outcome): SnapshotRow => ({ ...perfect, decision: { ...perfect.decision, outcome } })

describe('case numbers', () => {
  test('are of the county, the year and the person, the same in every month of it', () => {
    expect(caseNumber(perfect, 2018)).toBe('440222-2018-0123456789')
    expect(caseNumber(decided('claim'), 2018)).toBe(caseNumber(perfect, 2018))
    expect(caseNumber(perfect, 2019)).not.toBe(caseNumber(perfect, 2018))
    expect(caseNumber({ ...perfect, key: KEY.replace('9', 'f') }, 2018)).toBe('440222-2018-012345678F')
  })

  test('say nothing of the ID number', () => {
    expect(caseNumber(perfect, 2018)).not.toContain(perfect.id.slice(6))
  })
})

describe('cases (docs/rules.md#cases-and-payment)', () => {
  test.each(Outcome.options)('%s: materials for enrol and claim, a row in a batch for pay only', (outcome) => {
    expect(needsMaterials(decided(outcome))).toBe(outcome === 'enrol' || outcome === 'claim')
    expect(batchRow(decided(outcome), 2018) !== undefined).toBe(outcome === 'pay')
  })

  test("a row has the primary category's listing, the amount and the year", () => {
    expect(batchRow(perfect, 2018)).toEqual({
      key: KEY,
      id: perfect.id,
      name: '张三',
      township: '440222101',
      category: 'tekun',
      business: 'renewal',
      year: 2018,
      fen: 12000,
      phone: '13800000000',
    })
    const { phone: _, ...listing } = perfect.listings.tekun!
    expect(batchRow({ ...perfect, listings: { tekun: listing } }, 2018)).not.toHaveProperty('phone')
  })
})
