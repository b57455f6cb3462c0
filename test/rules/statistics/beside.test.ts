/** What a close counts for pictures, each number of persons of the frozen rows. */
import { expect, test } from 'vitest'
import { countBeside } from '../../../rules/statistics/beside.ts'
import type { SnapshotRow } from '../../../schemas/records/snapshot.ts'
import { HERE, ROW } from '../determination/perfect-person.ts'

const OWN = `${HERE}#resident`
const perfect: SnapshotRow = {
  ...{ key: '0'.repeat(30), county: HERE, id: '440222195301310014', name: '张三', categories: ['dibao', 'tekun'] },
  primary: 'tekun',
  listings: {
    dibao: { name: '张三', township: '440222100' },
    tekun: { name: '张三', township: '440222101' },
  },
  decision: { line: 11, outcome: 'sponsored', facts: [], policy: 1, day: '2018-06-06' },
  register: { [OWN]: { ...ROW, contribution: 'sponsored', year: 2018 } },
}
const DAY = '2018-06-06'
const countsOf = (row: Partial<SnapshotRow>, begun: [string, string][] = []) =>
  countBeside([{ ...perfect, ...row }], new Map(begun), DAY)

test('the sponsored are posted where a register shows the year, in the township of the primary listing', () => {
  expect([...countsOf({})]).toEqual([['440222101', { posted: 1, claimAges: {}, daysToPayment: {} }]])
})

test.each([
  ['of the year before', { [OWN]: { ...ROW, contribution: 'sponsored', year: 2017 } }],
  ['paid by themselves', { [OWN]: { ...ROW, contribution: 'self-paid', year: 2018 } }],
  ['of another scheme', { [`${HERE}#employee`]: { ...ROW, contribution: 'sponsored', year: 2018 } }],
] as [string, SnapshotRow['register']][])('nobody is posted by a row %s', (_, register) => {
  expect(countsOf({ register }).get('440222101')?.posted).toBe(0)
})

test('whoever has not claimed is counted by age', () => {
  const decision = { ...perfect.decision, outcome: 'claim' } as const
  expect(countsOf({ decision }).get('440222101')).toEqual({ posted: 0, claimAges: { 65: 1 }, daysToPayment: {} })
})

test('days to the payment begin with the close at which the case began', () => {
  const paid = { fen: 12_000, day: '2018-05-31' }
  const key = perfect.key
  expect(countsOf({ paid }, [[key, '2018-05-06']]).get('440222101')?.daysToPayment).toEqual({ 25: 1 })
  expect(countsOf({ paid }).get('440222101')?.daysToPayment).toEqual({})
})
