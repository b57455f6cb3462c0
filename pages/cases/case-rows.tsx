import type { Office } from '../../schemas/codes.ts'
import type { CaseRow, Standing } from '../../schemas/records/case.ts'
import { BUSINESS_NAMES } from '../../wording/business.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { OFFICE_NAMES } from '../../wording/offices.ts'
import { OVERDUE } from '../../wording/page-names.ts'
import { standingName } from '../../wording/standings.ts'
import { ScrollTable } from '../parts/scroll-table.tsx'

export interface ListedStanding {
  readonly row: CaseRow
  readonly standing: Standing
  /** None at its end. */
  readonly next: { readonly who: readonly Office[]; readonly since: string; readonly until: string } | undefined
}

const NAME = '本县（市、区）的全部案件'
const COLUMNS = [
  HEADINGS.caseNumber,
  HEADINGS.business,
  HEADINGS.year,
  HEADINGS.state,
  HEADINGS.whose,
  HEADINGS.since,
  HEADINGS.due,
]

/** All cases of a person in a county, with whose turn it is. */
export function CaseRows({ cases, today }: { readonly cases: readonly ListedStanding[]; readonly today: string }) {
  return (
    <div class="card">
      <h2>{NAME}</h2>
      <ScrollTable name={NAME} headings={COLUMNS}>
        {cases.map(({ row, standing, next }) => (
          <tr>
            <th scope="row">{row.number}</th>
            <td>{row.business && BUSINESS_NAMES[row.business]}</td>
            <td>{row.kind === 'contribution' && row.year}</td>
            <td>{standingName(standing)}</td>
            <td>{next?.who.map((office) => OFFICE_NAMES[office]).join('、')}</td>
            <td>{next && dayName(next.since)}</td>
            <td>
              {next && dayName(next.until)} {next && next.until < today && <b class="mark bad">{OVERDUE}</b>}
            </td>
          </tr>
        ))}
      </ScrollTable>
    </div>
  )
}
