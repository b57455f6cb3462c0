import type { Child } from 'hono/jsx'
import type { BatchRow } from '../../schemas/records/batch.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { townshipName } from '../../wording/offices.ts'
import { REVEALED, Reveal, WhoLooked } from '../parts/looking.tsx'

interface PersonTableProps {
  readonly name: string
  readonly county: string
  readonly policy: Policy
  /** By key: whoever is shown whole. */
  readonly person: string | undefined
  /** Further headings. */
  readonly more: readonly string[]
  readonly rows: readonly { row: BatchRow; more: readonly Child[] }[]
}

const classOf = (heading: string) => (heading.startsWith(HEADINGS.amount) ? 'number' : undefined)

/** The persons of a batch. */
export function PersonTable({ name, county, policy, person, more, rows }: PersonTableProps) {
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
            <tr id={row.key === person ? REVEALED : undefined}>
              <th scope="row">{row.name}</th>
              <td>
                {row.id} {row.key === person ? <WhoLooked county={county} person={row.key} /> : <Reveal of={row} />}
              </td>
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
