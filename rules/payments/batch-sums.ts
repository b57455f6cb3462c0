/** A batch by township and category, beside the batch before it. */
import type { BatchRow } from '../../schemas/records/batch.ts'
import type { Sum } from './money.ts'

export interface SumLine {
  readonly township: string
  readonly category: string
  readonly now: Sum
  readonly before: Sum
}

type Counted = Pick<BatchRow, 'township' | 'category' | 'fen'>

/** In the order of townships, then of categories. */
export function batchSums(
  now: readonly Counted[],
  before: readonly Counted[],
  categories: readonly string[],
): SumLine[] {
  const name = ({ township, category }: Counted) =>
    `${township} ${String(categories.indexOf(category)).padStart(3, '0')} ${category}`
  const [own, others] = [Map.groupBy(now, name), Map.groupBy(before, name)]
  return [...new Set([...own.keys(), ...others.keys()])].sort().map((key) => {
    const [township = '', , category = ''] = key.split(' ')
    return { township, category, now: sumOf(own.get(key)), before: sumOf(others.get(key)) }
  })
}

function sumOf(rows: readonly Pick<BatchRow, 'fen'>[] = []): Sum {
  return { rows: rows.length, fen: rows.reduce((sum, { fen }) => sum + fen, 0) }
}
