/** Finance: the funding request of a batch, from its frozen rows. */

import { writeFundingRequest } from '../../forms/outgoing/funding-request.ts'
import type { BatchFrozen } from '../../schemas/messages/batch-frozen.ts'
import { BatchRow } from '../../schemas/records/batch.ts'
import { officeName } from '../../wording/offices.ts'
import { deliver } from '../deliver.ts'
import type { DelivererDeps } from '../deliverer-deps.ts'
import { categoryOf, countyOf, reportingOfficeName, townshipName } from '../divisions-of.ts'
import { thaw } from '../frozen.ts'

export async function run(
  deps: DelivererDeps,
  { county: code, period, batch, day, at, frozen }: BatchFrozen,
): Promise<void> {
  const policy = await deps.policies.inForce()
  const county = countyOf(policy, code)
  const rows = (await thaw(deps.outbox, frozen, BatchRow)).map((row) => ({
    ...row,
    township: townshipName(county, row.township),
    category: categoryOf(policy, row.category).name,
  }))
  await deliver(deps, { division: code, folder: 'finance', name: `${batch}.xlsx`, period, version: at }, (out) =>
    writeFundingRequest(out, {
      reportingOffice: reportingOfficeName(policy, code),
      period,
      number: batch,
      addressee: officeName(policy, { division: code, office: 'finance' }),
      payee: policy.payees.find((p) => p.county === code),
      // Bank returns are not read yet.
      nettedFen: 0,
      categories: policy.categories.map(({ name }) => name),
      rows: () => rows,
    }),
  )
  await deps.requests.put(
    { division: code, office: 'finance', form: 'allocation', period, ref: batch, requestedOn: day },
    at,
  )
}
