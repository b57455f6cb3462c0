import { yuan } from '../../rules/payments/amount.ts'
import type { BatchRow } from '../../schemas/records/batch.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { townshipName } from '../../wording/offices.ts'
import { PersonTable } from './person-table.tsx'

interface BatchSumsProps {
  readonly county: string
  readonly rows: readonly BatchRow[]
  /** By key: whoever is shown whole. */
  readonly person: string | undefined
  readonly policy: Policy
}

/** The parts of the control totals: townships, then persons. */
export function BatchSums({ county, rows, person, policy }: BatchSumsProps) {
  const byTownship = Map.groupBy(rows, ({ township }) => township)
  const categoryName = (code: string) => policy.categories.find((c) => c.code === code)?.name ?? code
  return (
    <>
      <h2>{HEADINGS.byTownship}</h2>
      <section class="scroll" aria-label={HEADINGS.byTownship} tabindex={0}>
        <table aria-label={HEADINGS.byTownship}>
          <thead>
            <tr>
              <th scope="col">{HEADINGS.township}</th>
              <th scope="col" class="number">
                {HEADINGS.persons}
              </th>
              <th scope="col" class="number">
                {HEADINGS.yuan}
              </th>
            </tr>
          </thead>
          <tbody>
            {[...byTownship].map(([township, own]) => (
              <tr>
                <th scope="row">{townshipName(county, township, policy)}</th>
                <td class="number">{own.length}</td>
                <td class="number">{yuan(sum(own))}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{HEADINGS.total}</th>
              <td class="number">{rows.length}</td>
              <td class="number">{yuan(sum(rows))}</td>
            </tr>
          </tfoot>
        </table>
      </section>
      <details id="persons" class="place" open={rows.some(({ key }) => key === person)}>
        <summary>
          <h3>{HEADINGS.list}</h3>
          <span>{rows.length}人</span>
        </summary>
        <PersonTable
          name={HEADINGS.list}
          county={county}
          policy={policy}
          person={person}
          more={['类别', HEADINGS.yuan]}
          rows={rows.map((row) => ({ row, more: [categoryName(row.category), yuan(row.fen)] }))}
        />
      </details>
    </>
  )
}

const sum = (rows: readonly BatchRow[]) => rows.reduce((all, { fen }) => all + fen, 0)
