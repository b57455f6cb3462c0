import { describe, expect, test } from 'vitest'
import { batchRow } from '../../../rules/payments/cases.ts'
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

describe('cases (docs/rules.md#cases-and-payment)', () => {
  test.each(Outcome.options)('%s: a row in a batch for pay only', (outcome) => {
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
