import type { TieOut } from '../../rules/payments/money.ts'
import type { RequestMoneyShown } from '../../schemas/api/money.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { OVERDUE } from '../../wording/page-names.ts'
import { number, ScrollTable } from '../parts/scroll-table.tsx'
import { Yuan } from './money-cells.tsx'

type Sums = Pick<TieOut, 'requested' | 'netted' | 'allocated' | 'outstanding' | 'over'> & { readonly total: number }

interface RequestTableProps {
  readonly name: string
  readonly requests: readonly RequestMoneyShown[]
  readonly sums?: Sums
}

const COLUMNS = [
  HEADINGS.request,
  HEADINGS.day,
  number(HEADINGS.batchAmount),
  number(HEADINGS.netted),
  number(HEADINGS.requested),
  number(HEADINGS.allocated),
  number(HEADINGS.outstanding),
  number(HEADINGS.over),
  HEADINGS.allocationDue,
]

/** What was asked of finance and what came, by request. */
export function RequestTable({ name, requests, sums }: RequestTableProps) {
  return (
    <ScrollTable name={name} headings={COLUMNS}>
      {requests.map((request) => (
        <tr>
          <th scope="row">
            <a href={`/funding/${request.county}/${request.id}`}>{request.id}</a>
          </th>
          <td>{dayName(request.day)}</td>
          <RequestCells of={request} />
          <td>
            {request.requested > 0 && dayName(request.due)} {request.overdue && <b class="mark bad">{OVERDUE}</b>}
          </td>
        </tr>
      ))}
      {sums && (
        <tr class="total">
          <th scope="row">{HEADINGS.total}</th>
          <td />
          <RequestCells of={sums} />
          <td />
        </tr>
      )}
    </ScrollTable>
  )
}

function RequestCells({ of }: { readonly of: Sums }) {
  return (
    <>
      {[of.total, of.netted, of.requested, of.allocated, of.outstanding, of.over].map((fen) => (
        <Yuan fen={fen} />
      ))}
    </>
  )
}
