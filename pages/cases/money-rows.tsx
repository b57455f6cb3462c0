import { yuan } from '../../rules/payments/amount.ts'
import type { RowResult } from '../../schemas/records/case.ts'
import { BANK_RESULT_NAMES } from '../../wording/bank-results.ts'
import { NO_BATCHES } from '../../wording/case-page.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { CASE_STATE_NAMES } from '../../wording/standings.ts'
import { BatchLink } from '../parts/batch-link.tsx'
import { ScrollTable } from '../parts/scroll-table.tsx'

export interface UnansweredRow {
  readonly batch: string
  readonly year: number
  readonly fen: number
}

interface MoneyRowsProps {
  readonly county: string
  readonly results: readonly (RowResult & { readonly batch: string })[]
  readonly unanswered: readonly UnansweredRow[]
}

const NAME = '批次和银行结果'

/** Rows of approved batches with what the bank says. */
export function MoneyRows({ county, results, unanswered }: MoneyRowsProps) {
  const rows = [
    ...results.map(({ result, ...row }) => ({ ...row, said: BANK_RESULT_NAMES[result] })),
    ...unanswered.map((row) => ({ ...row, said: CASE_STATE_NAMES['in-flight'], day: undefined })),
  ].sort((a, b) => (a.batch < b.batch ? -1 : 1))
  return (
    <div class="card">
      <h2>{NAME}</h2>
      {rows.length === 0 ? (
        <p class="note">{NO_BATCHES}</p>
      ) : (
        <ScrollTable
          name={NAME}
          headings={[HEADINGS.batch, HEADINGS.year, HEADINGS.yuan, HEADINGS.outcome, HEADINGS.day]}
        >
          {rows.map(({ batch, year, fen, said, day }) => (
            <tr>
              <th scope="row">
                <BatchLink county={county} id={batch} />
              </th>
              <td>{year}</td>
              <td class="number">{yuan(fen)}</td>
              <td>{said}</td>
              <td>{day && dayName(day)}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
    </div>
  )
}
