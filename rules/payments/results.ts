/** What the bank's results make of a batch (docs/cases.md#bank-returns). */
import type { BankResult } from '../../schemas/codes.ts'
import type { AnsweredRow, Batch, BatchResults, BatchRow, Claimed } from '../../schemas/records/batch.ts'
import type { CaseKind } from '../../schemas/records/case.ts'
import type { BatchMoney, Sum } from './money.ts'

/** What is unclear is neither done nor failed. */
export function settledAs(result: BankResult): 'paid' | 'failed' | undefined {
  if (result === '90') return undefined
  return result === '00' ? 'paid' : 'failed'
}

export const kindOf = ({ business }: Pick<BatchRow, 'business'>): CaseKind =>
  business === 'claim' ? 'claim' : 'contribution'

export const claimedBy = (row: Pick<BatchRow, 'business' | 'year'>): Claimed =>
  kindOf(row) === 'claim' ? 'benefit' : row.year

/** @param rows frozen ones; a row's number is its place, from 1 */
export function countResults(
  rows: { readonly at: (index: number) => Pick<BatchRow, 'fen'> | undefined },
  answered: Iterable<AnsweredRow>,
): Pick<BatchResults, 'unclear' | 'paid' | 'failed'> {
  const counts = { unclear: 0, paid: { rows: 0, fen: 0 }, failed: { rows: 0, fen: 0 } }
  for (const { row, result } of answered) {
    const to = settledAs(result)
    const fen = rows.at(row - 1)?.fen ?? 0
    if (!to) counts.unclear++
    else if (fen > 0) {
      counts[to].rows++
      counts[to].fen += fen
    }
  }
  return counts
}

/** With a result that is clear. */
export const settledRows = ({ results }: Pick<Batch, 'results'>): number =>
  results ? results.rows - results.unclear : 0

/** Every row has a result that is clear. */
export function isSettled(batch: Pick<Batch, 'frozen' | 'results'>): boolean {
  return batch.frozen !== undefined && batch.results !== undefined && settledRows(batch) === batch.frozen.rows
}

const NOTHING: Sum = { rows: 0, fen: 0 }

/** @returns undefined for what is not approved */
export function moneyOf({
  county,
  year,
  frozen,
  results,
}: Pick<Batch, 'county' | 'year' | 'frozen' | 'results'>): BatchMoney | undefined {
  if (!frozen) return undefined
  const approved = { rows: frozen.rows - (frozen.claims ?? 0), fen: frozen.fen }
  return { county, year, approved, paid: results?.paid ?? NOTHING, failed: results?.failed ?? NOTHING }
}
