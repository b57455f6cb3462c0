import { expect, test } from 'vitest'
import { claimedBy, countResults, isSettled, kindOf, moneyOf, settledAs } from '../../../rules/payments/results.ts'
import { BANK_RESULTS } from '../../../schemas/codes.ts'

const rows = [{ fen: 12_000 }, { fen: 12_000 }, { fen: 0 }, { fen: 18_000 }, { fen: 0 }]
const answered = (results: Record<number, (typeof BANK_RESULTS)[number]>) =>
  Object.entries(results).map(([row, result]) => ({ row: Number(row), result, day: '2018-06-06', order: 'a' }))
const frozen = { key: 'k', sha256: 'f', rows: 5, fen: 42_000, claims: 2 }
const own = { county: '440222', year: 2018 }
const table = (results: Record<number, (typeof BANK_RESULTS)[number]>) => ({
  ...{ key: 'r', sha256: 'f', version: 1, rows: Object.keys(results).length },
  ...countResults(rows, answered(results)),
})

test('what is unclear is neither done nor failed', () => {
  expect(BANK_RESULTS.map(settledAs)).toEqual(['paid', ...Array(5).fill('failed'), undefined, 'failed'])
})

test('rows with an amount are counted as paid or failed; a batch is settled when every row is clear', () => {
  const results = { 1: '00', 2: '01', 3: '00', 4: '90' } as const
  const half = { frozen, results: table(results) }
  expect(half.results).toMatchObject({ unclear: 1, paid: { rows: 1, fen: 12_000 }, failed: { rows: 1, fen: 12_000 } })
  const all = { frozen, results: table({ ...results, 4: '05', 5: '02' }) }
  expect(all.results).toMatchObject({ unclear: 0, failed: { rows: 2, fen: 30_000 } })
  expect([{ frozen }, half, all].map(isSettled)).toEqual([false, false, true])
  expect(isSettled({ frozen, results: table({ ...results, 4: '05', 5: '90' }) })).toBe(false)
})

test('money is of approved batches, and of rows with an amount', () => {
  expect(moneyOf(own)).toBeUndefined()
  const none = { rows: 0, fen: 0 }
  expect(moneyOf({ ...own, frozen })).toEqual({ ...own, approved: { rows: 3, fen: 42_000 }, paid: none, failed: none })
})

test('a claim is of the pension, whatever the year', () => {
  expect(claimedBy({ business: 'claim', year: 2018 })).toBe('benefit')
  expect(claimedBy({ business: 'renewal', year: 2018 })).toBe(2018)
  expect((['claim', 'renewal', 'first-enrolment'] as const).map((business) => kindOf({ business }))).toEqual([
    'claim',
    'contribution',
    'contribution',
  ])
})
