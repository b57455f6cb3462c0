import { yuan } from '../../rules/payments/amount.ts'
import type { BatchRow } from '../../schemas/records/batch.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { historyName } from '../../wording/batch-review.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { PersonTable } from './person-table.tsx'

interface BatchPersonsProps {
  readonly county: string
  readonly rows: readonly BatchRow[]
  /** By key: whoever is shown whole. */
  readonly person: string | undefined
  readonly policy: Policy
}

/** Everybody in the batch. */
export function BatchPersons({ county, rows, person, policy }: BatchPersonsProps) {
  const categoryName = (code: string) => policy.categories.find((c) => c.code === code)?.name ?? code
  return (
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
        more={['类别', HEADINGS.remark, HEADINGS.yuan]}
        rows={rows.map((row) => ({
          row,
          more: [categoryName(row.category), historyName(row.earlier), yuan(row.fen)],
        }))}
      />
    </details>
  )
}
