/** What the reconciliation of a county's year shows, from the counts of `tie-out.ts`. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import * as z from 'zod'
import { writeReconciliation } from '../../../forms/outgoing/reconciliation.ts'
import type { ReconciliationPageProps } from '../../../pages/money/reconciliation.tsx'
import { inFlightOf } from '../../../rules/payments/money.ts'
import { isLongUnposted } from '../../../rules/payments/posting.ts'
import type { ReconciliationShown } from '../../../schemas/api/money.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { divisionName, officeName } from '../../../wording/offices.ts'
import { reconciliationFileName } from '../../../wording/output-names.ts'
import { countyMoney, moneyByYear, type YearTieOut } from '../../shared/money/tie-out.ts'
import type { WebDeps } from '../deps.ts'
import type { NamedFile } from '../http/api-route.ts'
import { found } from '../http/refuse.ts'
import { requestsMoney } from '../readings/requests-money.ts'
import { knownTieOut } from './known-tie-out.ts'

/** Of a path. */
export const Year = z
  .string()
  .regex(/^20\d\d$/)
  .transform(Number)

export interface OfYear {
  readonly county: string
  readonly year: number
}

export type Reconciliation = Pick<ReconciliationPageProps, 'county' | 'year' | 'years' | 'found'>

/** @returns without `found` where the year has no money */
export async function reconciliation(deps: WebDeps, policy: Policy, { county, year }: OfYear): Promise<Reconciliation> {
  const own = await countyMoney(deps, county)
  const years = moneyByYear(own)
  if (!years.some((one) => one.year === year)) return { county, year, years, found: undefined }
  const sums = await knownTieOut(deps, { county, year, policy, day: deps.dayOf(deps.now()) }, own)
  const requests = await requestsMoney(deps, policy, sums.requests)
  const shortfall = requests.reduce((sum, { overdue, outstanding }) => sum + (overdue ? outstanding : 0), 0)
  return { county, year, years, found: { ...sums, requests, shortfall, longUnposted: longUnposted(sums).length } }
}

/** The agency's task. */
export const longUnposted = ({ posting, registers }: Pick<YearTieOut, 'posting' | 'registers'>) =>
  posting.unposted.filter((row) => isLongUnposted(row, registers))

/** @returns undefined where the year has no money */
export function reconciliationShown({ found }: Reconciliation): ReconciliationShown | undefined {
  if (!found) return undefined
  const { batches, ...sums } = found
  return {
    ...sums,
    batches: batches.map((batch) => ({ ...batch, inFlight: inFlightOf(batch) })),
  }
}

/** @throws 404 where the year has no money */
export async function reconciliationFile(deps: WebDeps, of: OfYear): Promise<NamedFile> {
  const policy = await deps.policies.inForce()
  const { shortfall, requests, batches, ...sums } = found((await reconciliation(deps, policy, of)).found)
  const out = new PassThrough()
  const place = divisionName(of.county, policy)
  const input = {
    reportingOffice: officeName(policy, { division: of.county, office: 'social-insurance' }),
    day: deps.dayOf(deps.now()),
    ...{ sums, batches, requests, shortfall },
  }
  const [bytes] = await Promise.all([buffer(out), writeReconciliation(out, input)])
  return { name: reconciliationFileName(place, of.year), bytes: new Uint8Array(bytes) }
}
