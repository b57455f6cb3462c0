import { yuan } from '../../rules/payments/amount.ts'
import type { BatchRow } from '../../schemas/records/batch.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { historyName } from '../../wording/batch-review.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { Pager } from '../parts/pager.tsx'
import { PersonTable } from './person-table.tsx'

interface BatchPersonsProps {
  readonly county: string
  readonly batch: string
  readonly rows: readonly BatchRow[]
  /** By key: whoever is shown whole. */
  readonly person: string | undefined
  /** That is asked for. */
  readonly number: number | undefined
  readonly policy: Policy
}

/** Rows a page. */
const SHOWN = 200

/** Everybody in the batch. */
export function BatchPersons({ county, batch, rows, person, number, policy }: BatchPersonsProps) {
  const categoryName = (code: string) => policy.categories.find((c) => c.code === code)?.name ?? code
  const pages = Math.ceil(rows.length / SHOWN)
  const revealed = rows.findIndex(({ key }) => key === person)
  const at = revealed < 0 ? Math.min(number ?? 1, pages) : Math.floor(revealed / SHOWN) + 1
  return (
    <details id="persons" class="place" open={revealed >= 0 || number !== undefined}>
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
        rows={rows.slice((at - 1) * SHOWN, at * SHOWN).map((row) => ({
          row,
          more: [categoryName(row.category), historyName(row.earlier), yuan(row.fen)],
        }))}
      />
      <Pager at={(page) => `/batches/${county}/${batch}?page=${page}#persons`} page={at} pages={pages} />
    </details>
  )
}
