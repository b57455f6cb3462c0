/** What a month's cases and money are after its batches (docs/forms.md#what-it-writes). */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { countyCases } from '../../functions/county-cases.ts'
import { countyTieOut } from '../../functions/tie-out.ts'
import { yuan } from '../../rules/payments/amount.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { csvLine } from '../hub/csv.ts'
import type { HubStores } from '../hub/hub-stores.ts'

const CASE_COLUMNS = ['county', 'case', 'id_number', 'business', 'state', 'reason', 'batch', 'amount']

export async function writeCases(out: string, stores: HubStores, policy: Policy, day: string): Promise<void> {
  let text = csvLine(CASE_COLUMNS)
  for (const county of countiesOf(policy)) {
    const cases = await countyCases(stores, county, policy, day)
    const inOrder = cases.sort((a, b) => compare(`${a.id} ${a.row.number}`, `${b.id} ${b.row.number}`))
    for (const { row, id, standing, batch } of inOrder) {
      const { state, reason = '' } = standing
      const paid = batch ? [batch.id, yuan(batch.fen)] : ['', '']
      text += csvLine([county, row.number, id, row.business ?? '', state, reason, ...paid])
    }
  }
  writeFileSync(join(out, 'cases.csv'), text)
}

const MONEY_COLUMNS = [
  'county',
  'year',
  'approved_rows',
  'approved',
  'paid_rows',
  'paid',
  'failed_rows',
  'failed',
  'in_flight_rows',
  'in_flight',
  'requested',
  'netted',
  'allocated',
  'outstanding',
  'over',
  'surplus',
  'posted_rows',
  'unposted_rows',
  'foreign_rows',
]

export async function writeTieOut(out: string, stores: HubStores, policy: Policy, day: string): Promise<void> {
  let text = csvLine(MONEY_COLUMNS)
  for (const county of countiesOf(policy))
    for (const row of await countyTieOut(stores, county, policy, day)) {
      const sums = [row.approved, row.paid, row.failed, row.inFlight].flatMap(({ rows, fen }) => [rows, yuan(fen)])
      const { requested, netted, allocated, outstanding, over, surplus } = row
      const asked = [requested, netted, allocated, outstanding, over, surplus].map(yuan)
      text += csvLine([county, row.year, ...sums, ...asked, row.posted, row.unposted, row.foreign])
    }
  writeFileSync(join(out, 'tieout.csv'), text)
}

const countiesOf = ({ counties }: Policy) => counties.map(({ code }) => code).sort()

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
