import { formName } from '../../forms/office-names.ts'
import { markOf } from '../../forms/timeliness.ts'
import type { Standing } from '../../schemas/obligation.ts'
import type { Policy } from '../../schemas/policy.ts'
import { divisionName, officeName } from '../words/names.ts'
import { type BoardRow, percent } from '../words/rate.ts'

const MONTHS = Array.from({ length: 12 }, (_, i) => `${i + 1}月`)

/** County by county, form by form, month by month: a mark and a colour, and the words for who does not see them. */
export function BoardTable({ policy, rows }: { policy: Policy; rows: readonly BoardRow[] }) {
  return (
    <table class="board">
      <thead>
        <tr>
          <th scope="col">单位、报表</th>
          {MONTHS.map((month) => (
            <th scope="col">{month}</th>
          ))}
          <th scope="col">按时率</th>
        </tr>
      </thead>
      {[...Map.groupBy(rows, ({ division }) => division)].map(([division, own]) => (
        <tbody>
          <tr class="place">
            <th scope="rowgroup" colspan={14}>
              {divisionName(division, policy)}
            </th>
          </tr>
          {own.map((row) => (
            <tr>
              <th scope="row">
                {formName(policy, row.form)} <small>{officeName(row.office)}</small>
              </th>
              {row.months.map((standings) => (
                <Cell standings={standings} />
              ))}
              <td class="number">{percent(row.year)}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

function Cell({ standings }: { standings: readonly Standing[] }) {
  const mark = markOf(standings)
  if (mark === '') return <td />
  const { tone, words } = toneOf(mark)
  return (
    <td>
      <span class={`mark ${tone}`} aria-hidden="true">
        {mark}
      </span>
      <span class="hidden">{words}</span>
    </td>
  )
}

function toneOf(mark: string): { tone: string; words: string } {
  if (mark === '缺') return { tone: 'bad', words: '逾期未报' }
  if (mark === '·') return { tone: 'plain', words: '未到期' }
  if (mark.startsWith('迟')) return { tone: 'wait', words: `${mark.replace('迟', '迟报')}` }
  return { tone: 'good', words: mark === '零' ? '按时零报告' : '按时' }
}
