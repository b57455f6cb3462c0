import type { Child } from 'hono/jsx'
import type { BatchRow } from '../../schemas/records/batch.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { townshipName } from '../../wording/offices.ts'

interface PersonTableProps {
  readonly name: string
  readonly county: string
  readonly policy: Policy
  /** Further headings. */
  readonly more: readonly string[]
  readonly rows: readonly { row: BatchRow; more: readonly Child[] }[]
}

const classOf = (heading: string) => (heading.startsWith(HEADINGS.amount) ? 'number' : undefined)

/** The persons of a batch. */
export function PersonTable({ name, county, policy, more, rows }: PersonTableProps) {
  return (
    <div class="scroll">
      <table aria-label={name}>
        <thead>
          <tr>
            {[HEADINGS.name, HEADINGS.id, HEADINGS.township, ...more].map((heading) => (
              <th scope="col" class={classOf(heading)}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, more: cells }) => (
            <tr>
              <th scope="row">{row.name}</th>
              <td>{row.id}</td>
              <td>{townshipName(county, row.township, policy)}</td>
              {cells.map((cell, i) => (
                <td class={classOf(more[i] ?? '')}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
