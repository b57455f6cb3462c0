import type { TieOut } from '../../rules/payments/money.ts'
import type { RequestMoneyShown } from '../../schemas/api/money.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { OVERDUE } from '../../wording/page-names.ts'
import { ScrollTable } from '../parts/scroll-table.tsx'
import { Yuan } from './money-cells.tsx'

interface RequestTableProps {
  readonly requests: readonly RequestMoneyShown[]
  readonly sums: Pick<TieOut, 'requested' | 'netted' | 'allocated' | 'outstanding' | 'over'>
  readonly total: number
}

const NAME = '资金申请和拨付'
const COLUMNS = [
  HEADINGS.request,
  HEADINGS.day,
  HEADINGS.batchAmount,
  HEADINGS.netted,
  HEADINGS.requested,
  HEADINGS.allocated,
  HEADINGS.outstanding,
  HEADINGS.over,
  HEADINGS.allocationDue,
]

/** What was asked of finance and what came, by request. */
export function RequestTable({ requests, sums, total }: RequestTableProps) {
  return (
    <ScrollTable name={NAME} headings={COLUMNS}>
      {requests.map((request) => (
        <tr>
          <th scope="row">{request.id}</th>
          <td>{dayName(request.day)}</td>
          <Yuan fen={request.total} />
          <RequestCells of={request} />
          <td>
            {request.requested > 0 && dayName(request.due)} {request.overdue && <b class="mark bad">{OVERDUE}</b>}
          </td>
        </tr>
      ))}
      <tr class="total">
        <th scope="row">{HEADINGS.total}</th>
        <td />
        <Yuan fen={total} />
        <RequestCells of={sums} />
        <td />
      </tr>
    </ScrollTable>
  )
}

function RequestCells({ of }: { readonly of: RequestTableProps['sums'] }) {
  return (
    <>
      {[of.netted, of.requested, of.allocated, of.outstanding, of.over].map((fen) => (
        <Yuan fen={fen} />
      ))}
    </>
  )
}
