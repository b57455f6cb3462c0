/** Who may not approve a row that rests on settlements, and what an approver is shown beside it. */
import { expect, test } from 'vitest'
import { batchSums } from '../../../rules/payments/batch-sums.ts'
import { isOfOne, restingRow } from '../../../rules/payments/resting-rows.ts'
import { rowHistory } from '../../../rules/payments/row-history.ts'
import type { BatchRow } from '../../../schemas/records/batch.ts'
import type { RowResult, Settlement } from '../../../schemas/records/case.ts'
import { signature } from '../../signature.ts'

const HERE = '440222'
const at = '2018-06-06T01:00:00Z'
const settled = (order: string, by: string, confirmer?: string): Settlement => ({
  ...{ order, case: `${HERE}-2018-00001`, at, day: '2018-06-06', choice: 'name', grounds: '户口簿', basis: {} },
  ...{ by: signature(by), ...(confirmer && { confirmed: { at, by: signature(confirmer) } }) },
})
const row = (restsOn: string[]) => ({ restsOn }) as unknown as BatchRow
const { account } = signature('甲')

test('a row is of one where nobody else has settled or confirmed anything that it rests on, in any county', () => {
  const alone = restingRow(row(['1']), { cases: { [HERE]: { settlements: [settled('1', '甲'), settled('2', '乙')] } } })
  expect(alone.on.map(({ order, county }) => [order, county])).toEqual([['1', HERE]])
  expect([isOfOne(alone, account), isOfOne(alone, signature('乙').account)]).toEqual([true, false])
  const abroad = { [HERE]: { settlements: [settled('1', '甲')] }, '440281': { settlements: [settled('2', '乙')] } }
  expect(isOfOne(restingRow(row(['1', '2']), { cases: abroad }), account)).toBe(false)
  const confirmed = { [HERE]: { settlements: [settled('1', '甲', '乙')] } }
  expect(isOfOne(restingRow(row(['1']), { cases: confirmed }), account)).toBe(false)
  expect(isOfOne(restingRow(row([]), { cases: confirmed }), account)).toBe(false)
})

test('of a person the row before of the kind is shown, and what other counties found', () => {
  const result = (kind: 'contribution' | 'claim', approvedAt: string, code: RowResult['result'] = '02'): RowResult => ({
    ...{ order: '1', row: 1, kind, year: 2018, fen: 1, result: code, day: '2018-06-20', at, approvedAt },
  })
  const results = { b1: result('contribution', '1'), b2: result('contribution', '2', '00'), b3: result('claim', '3') }
  const elsewhere = { '440281': { results: { c1: result('contribution', '1', '04') } } }
  expect(rowHistory({ [HERE]: { results }, ...elsewhere }, HERE, 'contribution')).toEqual({
    earlier: { batch: 'b2', year: 2018, result: '00' },
    elsewhere: [{ county: '440281', found: 'duplicate' }],
  })
  expect(rowHistory(elsewhere, HERE, 'claim')).toEqual({})
})

test('a batch stands by township and category beside the one before', () => {
  const of = (township: string, category: string, fen: number) => ({ township, category, fen })
  const now = [of('440222101', 'dibao', 12_000), of('440222101', 'tekun', 0), of('440222101', 'dibao', 12_000)]
  expect(batchSums(now, [of('440222100', 'tekun', 12_000)], ['tekun', 'dibao'])).toEqual([
    { ...of('440222100', 'tekun', 0), fen: undefined, now: { rows: 0, fen: 0 }, before: { rows: 1, fen: 12_000 } },
    { township: '440222101', category: 'tekun', now: { rows: 1, fen: 0 }, before: { rows: 0, fen: 0 } },
    { township: '440222101', category: 'dibao', now: { rows: 2, fen: 24_000 }, before: { rows: 0, fen: 0 } },
  ])
})
