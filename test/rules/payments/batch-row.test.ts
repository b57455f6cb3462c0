import { describe, expect, test } from 'vitest'
import { batchRow, exclusionOf, inOrder } from '../../../rules/payments/batch-row.ts'
import type { Outcome } from '../../../schemas/codes.ts'
import type { CaseState } from '../../../schemas/records/case.ts'
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
const number = `${HERE}-2018-00001`
const contribution = { number, kind: 'contribution' as const }

describe('rows of a batch (docs/cases.md#batches)', () => {
  test("a row has the primary category's listing, the amount, the year and the case", () => {
    expect(batchRow(contribution, perfect, 2018)).toEqual({
      key: KEY,
      id: perfect.id,
      name: '张三',
      township: '440222101',
      category: 'tekun',
      case: number,
      business: 'renewal',
      year: 2018,
      fen: 12000,
      phone: '13800000000',
    })
    const { phone: _, ...listing } = perfect.listings.tekun!
    expect(batchRow(contribution, { ...perfect, listings: { tekun: listing } }, 2018)).not.toHaveProperty('phone')
  })

  test('whom the register does not have is enrolled first; a pension costs nothing', () => {
    expect(batchRow(contribution, decided('enrol'), 2018)).toMatchObject({ business: 'first-enrolment', fen: 12000 })
    const { amount: _, ...unpaid } = decided('claim')
    expect(batchRow({ number, kind: 'claim' }, unpaid, 2018)).toMatchObject({ business: 'claim', fen: 0 })
    expect(() => batchRow(contribution, unpaid, 2018)).toThrow()
  })

  test('rows stand by the township’s code, then the ID number', () => {
    const row = (township: string, id: string) => ({ ...batchRow(contribution, perfect, 2018), township, id })
    const rows = [row('440222102', '1'), row('440222101', '3'), row('440222101', '2')]
    expect(inOrder(rows).map(({ township, id }) => `${township} ${id}`)).toEqual([
      '440222101 2',
      '440222101 3',
      '440222102 1',
    ])
  })
})

describe('why a case is in no batch (docs/cases.md#why-a-person-leaves-a-batch)', () => {
  const decision = decided('student').decision
  test.each<[CaseState, string | undefined, string]>([
    ['paid', undefined, 'in-flight'],
    ['in-flight', '90', 'in-flight'],
    ['waiting', 'other-county', 'in-flight'],
    ['registered', undefined, 'in-flight'],
    ['under-review', 'name-conflict', 'review'],
    ['paused', '死亡', 'paused'],
    ['failed', '01', 'failed'],
    ['collecting', undefined, 'collecting'],
    ['ended', 'elsewhere', 'elsewhere'],
    ['ended', 'given-up', 'given-up'],
    ['ended', 'unpaid-at-year-end', 'unpaid-at-year-end'],
    ['ended', 'student', 'student'],
  ])('%s %s: %s', (state, reason, why) => {
    expect(exclusionOf({ state, ...(reason && { reason }) }, decision)).toBe(why)
  })

  test('whoever left the lists has no outcome', () =>
    expect(exclusionOf({ state: 'ended', reason: 'left-lists' }, undefined)).toBe('unlisted'))
})
