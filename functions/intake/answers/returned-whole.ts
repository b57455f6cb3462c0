/** What a bank return says as a whole: its batch, and the sum of its rows. */
import { amountIn, batchNumberIn } from '../../../rules/answers/bank-return.ts'
import { parserOf } from './each-row.ts'
import type { ReadAnswer } from './read-answer.ts'

export interface Whole {
  /** Of the first row. */
  readonly number: string
  readonly isMixed: boolean
  readonly fen: number
}

export function summed({ form, rows }: Pick<ReadAnswer, 'form' | 'rows'>): Whole {
  let [number, isMixed, fen] = ['', false, 0]
  const parsed = parserOf(form)
  for (const held of rows.rows()) {
    const { row, index } = parsed(held)
    const own = batchNumberIn(row)
    if (index === 0) number = own
    // Of merged cells only the first has the number.
    else if (own !== '' && own !== number) isMixed = true
    fen += amountIn(row) ?? 0
  }
  return { number, isMixed, fen }
}
