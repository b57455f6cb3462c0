import type { CaseTally } from '../../schemas/records/case-tally.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { CASES_WAITING, turnName } from '../../wording/case-work.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { officeName } from '../../wording/offices.ts'
import { ScrollTable } from '../parts/scroll-table.tsx'

const COLUMNS = [HEADINGS.office, HEADINGS.matter, HEADINGS.openCases, HEADINGS.overdueCases, HEADINGS.earliestDue]

/** Open cases by whose turn they are, without persons; the county's work lists say which. */
export function CaseTallies({ policy, tallies }: { readonly policy: Policy; readonly tallies: readonly CaseTally[] }) {
  const counted = tallies.filter(({ turns }) => turns.length > 0)
  if (counted.length === 0) return null
  return (
    <div class="card">
      <h2>{CASES_WAITING}</h2>
      <p class="hint">
        截至{dayName(counted.map(({ day }) => day).sort()[0] ?? '')}
        ，每天早上和情况有变化时更新；材料、回盘和拨款见下面。
      </p>
      <ScrollTable name={CASES_WAITING} headings={COLUMNS}>
        {counted.flatMap(({ turns }) =>
          turns.map((turn) => (
            <tr>
              <th scope="row">{officeName(policy, turn)}</th>
              <td>{turnName(turn.what, turn.office)}</td>
              <td class="number">{turn.cases}</td>
              <td class="number">{turn.overdue > 0 ? <b class="mark bad">{turn.overdue}</b> : 0}</td>
              <td>{dayName(turn.until)}</td>
            </tr>
          )),
        )}
      </ScrollTable>
    </div>
  )
}
