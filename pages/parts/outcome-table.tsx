import type { Outcome } from '../../schemas/codes.ts'
import type { Policy } from '../../schemas/policy.ts'
import { divisionName } from '../words/names.ts'
import { OUTCOME_NAMES, OUTCOMES } from '../words/outcomes.ts'

/** A file that the hub produced for a county's month. */
export interface ProducedFile {
  readonly name: string
  readonly href: string
}

/** A county's closed month: counts of the frozen rows, and the files made from them. */
export interface ClosedMonth {
  readonly county: string
  readonly day: string
  readonly counts: Partial<Record<Outcome, number>>
  readonly files: readonly ProducedFile[]
}

export function OutcomeTable({ policy, closed }: { policy: Policy; closed: readonly ClosedMonth[] }) {
  const sum = (counts: ClosedMonth['counts']) => Object.values(counts).reduce((a, b) => a + b, 0)
  const withFiles = closed.some(({ files }) => files.length > 0)
  return (
    <table class="outcomes" aria-labelledby="outcomes-title">
      <thead>
        <tr>
          <th scope="col">县（市、区）</th>
          <th scope="col" class="number">
            名单人数
          </th>
          {OUTCOMES.map((outcome) => (
            <th scope="col" class="number">
              {OUTCOME_NAMES[outcome]}
            </th>
          ))}
          {withFiles && <th scope="col">文件</th>}
        </tr>
      </thead>
      <tbody>
        {closed.map(({ county, counts, files }) => (
          <tr>
            <th scope="row">{divisionName(county, policy)}</th>
            <td class="number total">{sum(counts)}</td>
            {OUTCOMES.map((outcome) => (
              <td class="number">{counts[outcome] ?? 0}</td>
            ))}
            {withFiles && (
              <td class="files">
                {files.map((file) => (
                  <a href={file.href}>{file.name}</a>
                ))}
              </td>
            )}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">合计</th>
          <td class="number total">{closed.reduce((all, { counts }) => all + sum(counts), 0)}</td>
          {OUTCOMES.map((outcome) => (
            <td class="number">{closed.reduce((all, { counts }) => all + (counts[outcome] ?? 0), 0)}</td>
          ))}
          {withFiles && <td />}
        </tr>
      </tfoot>
    </table>
  )
}
