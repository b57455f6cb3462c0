/** What a month's cases and money are after its batches (docs/forms.md#what-it-writes). */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { countyCases } from '../../functions/shared/cases/county-cases.ts'
import { countyTieOut } from '../../functions/shared/money/tie-out.ts'
import { yuan } from '../../rules/payments/amount.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { CountyFaults } from '../hub/county-faults.ts'
import { csvLine } from '../hub/csv.ts'
import type { HubStores } from '../hub/hub-stores.ts'

const CASES = 'cases.csv'
const TIE_OUT = 'tieout.csv'
const CASE_COLUMNS = ['county', 'case', 'id_number', 'business', 'state', 'reason', 'batch', 'amount']

interface After {
  readonly stores: HubStores
  readonly policy: Policy
  readonly day: string
  readonly faults: CountyFaults
}

/** A county whose objects cannot be read has no lines, and says so. */
async function linesOf<T>({ faults }: After, county: string, file: string, rows: Promise<T[]>): Promise<T[]> {
  const found = await faults.of(county, rows)
  if (!found) faults.add(county, `${file} 没有写成`)
  return found ?? []
}

export async function writeCases(out: string, after: After): Promise<void> {
  const { stores, policy, day } = after
  let text = csvLine(CASE_COLUMNS)
  for (const county of countiesOf(policy)) {
    const cases = await linesOf(after, county, CASES, countyCases(stores, county, policy, day))
    const inOrder = cases.sort((a, b) => compare(`${a.id} ${a.row.number}`, `${b.id} ${b.row.number}`))
    for (const { row, id, standing, batch } of inOrder) {
      const { state, reason = '' } = standing
      const paid = batch ? [batch.id, yuan(batch.fen)] : ['', '']
      text += csvLine([county, row.number, id, row.business ?? '', state, reason, ...paid])
    }
  }
  writeFileSync(join(out, CASES), text)
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

export async function writeTieOut(out: string, after: After): Promise<void> {
  const { stores, policy, day } = after
  let text = csvLine(MONEY_COLUMNS)
  for (const county of countiesOf(policy))
    for (const row of await linesOf(after, county, TIE_OUT, countyTieOut(stores, { county, policy, day }))) {
      const sums = [row.approved, row.paid, row.failed, row.inFlight].flatMap(({ rows, fen }) => [rows, yuan(fen)])
      const { requested, netted, allocated, outstanding, over, surplus } = row
      const asked = [requested, netted, allocated, outstanding, over, surplus].map(yuan)
      text += csvLine([county, row.year, ...sums, ...asked, row.posted, row.unposted, row.foreign])
    }
  writeFileSync(join(out, TIE_OUT), text)
}

const countiesOf = ({ counties }: Policy) => counties.map(({ code }) => code).sort()

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
