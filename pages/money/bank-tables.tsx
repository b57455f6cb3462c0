import { yuan } from '../../rules/payments/amount.ts'
import type { BankResult } from '../../schemas/codes.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { BANK_RESULT_NAMES } from '../../wording/bank-results.ts'
import { whenName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { UNANSWERED } from '../../wording/money.ts'
import { SEE_RECEIPT } from '../../wording/page-names.ts'
import { stateOf } from '../../wording/upload-state.ts'
import { number, ScrollTable } from '../parts/scroll-table.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import { useMay } from '../parts/viewer.tsx'
import { Yuan } from './money-cells.tsx'

export interface BankBatch {
  readonly id: string
  /** Of approval. */
  readonly day: string
  readonly rows: number
  readonly fen: number
  readonly answered: number
  readonly unclear: number
  readonly due: string
  /** Every row has a clear result. */
  readonly isOver: boolean
  readonly isOverdue: boolean
}

export interface BankReturn {
  readonly upload: Upload
  readonly about: { readonly batch?: string | undefined; readonly rows: number; readonly fen: number } | undefined
  /** What its receipt says; none while it is read. */
  readonly said: string | undefined
}

export interface ResultLine {
  readonly answer: BankResult | 'none'
  readonly rows: number
  readonly fen: number
}

export const answerName = (answer: ResultLine['answer']) =>
  answer === 'none' ? UNANSWERED : `${answer} ${BANK_RESULT_NAMES[answer]}`

interface ReturnsProps {
  readonly county: string
  readonly returns: readonly BankReturn[]
  readonly policy: Policy
  readonly now: number
}

const RETURN_COLUMNS = [
  HEADINGS.sentAt,
  HEADINGS.batch,
  HEADINGS.state,
  number(HEADINGS.payments),
  number(HEADINGS.sumYuan),
  HEADINGS.remark,
  SEE_RECEIPT,
]

/** Returns with what was wrong with them. */
export function BankReturns({ county, returns, now }: ReturnsProps) {
  const may = useMay()
  return (
    <ScrollTable name="回盘" headings={RETURN_COLUMNS}>
      {returns.map(({ upload, about, said }) => (
        <tr>
          <th scope="row">{whenName(upload.day, upload.requestedAt)}</th>
          <td class="brief">{about?.batch && <a href={`/bank/${county}/${about.batch}`}>{about.batch}</a>}</td>
          <td>
            <StateBadge state={stateOf(upload, now, false)} />
          </td>
          <td class="number">{about?.rows}</td>
          <td class="number">{about && yuan(about.fen)}</td>
          <td class="prose">{said}</td>
          <td>
            {may('see', 'answer', upload) && (
              <a href={`/uploads/${upload.division}/${upload.id}`} aria-label={`${SEE_RECEIPT}：${upload.fileName}`}>
                {SEE_RECEIPT}
              </a>
            )}
          </td>
        </tr>
      ))}
    </ScrollTable>
  )
}

interface ResultsProps {
  readonly name: string
  readonly county: string
  /** A batch's number, or none for every batch. */
  readonly batch: string | undefined
  readonly lines: readonly ResultLine[]
}

/** Rows by the bank's code; each count opens its rows. */
export function ResultTable({ name, county, batch, lines }: ResultsProps) {
  const mayOpen = useMay()('see', 'payment-instruction', { division: county }, true)
  return (
    <ScrollTable name={name} headings={[HEADINGS.bankResult, number(HEADINGS.payments), number(HEADINGS.yuan)]}>
      {lines.map(({ answer, rows, fen }) => (
        <tr>
          <th scope="row">{answerName(answer)}</th>
          <td class="number">
            {mayOpen ? (
              <a
                href={`/bank/${county}/rows/${answer}${batch ? `?batch=${batch}` : ''}`}
                aria-label={`${answerName(answer)}${rows}笔，查看明细`}
              >
                {rows}
              </a>
            ) : (
              rows
            )}
          </td>
          <Yuan fen={fen} />
        </tr>
      ))}
    </ScrollTable>
  )
}
