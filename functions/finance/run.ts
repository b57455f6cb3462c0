/** Finance: the funding request of a batch, from its frozen rows, or of corrections that no batch has followed. */

import { writeFundingRequest } from '../../forms/outgoing/funding-request.ts'
import type { FromBatch } from '../../schemas/messages/batch-frozen.ts'
import { present } from '../../schemas/present.ts'
import { BatchRow } from '../../schemas/records/batch.ts'
import { officeName } from '../../wording/offices.ts'
import type { DelivererDeps } from '../shared/stages/deliverer-deps.ts'
import { categoryOf, countyOf, reportingOfficeName, townshipName } from '../shared/stages/divisions-of.ts'
import { deliver } from '../shared/work/deliver.ts'
import { thaw } from '../shared/work/frozen.ts'

export async function run(deps: DelivererDeps, message: FromBatch): Promise<void> {
  const { county: code, period, day, at } = message
  const isOfBatch = message.type === 'batch.frozen'
  const id = isOfBatch ? message.batch : message.request
  const policy = await deps.policies.inForce()
  const county = countyOf(policy, code)
  const request = present(
    (await deps.funding.list(code)).find((one) => one.id === id),
    'the request that finance is told of',
  )
  const frozen = isOfBatch ? await thaw(deps.outbox, message.frozen, BatchRow) : []
  const rows = frozen.map((row) => ({
    ...row,
    township: townshipName(county, row.township),
    category: categoryOf(policy, row.category).name,
  }))
  await deliver(deps, { division: code, folder: 'finance', name: `${id}.xlsx`, period, version: at }, (out) =>
    writeFundingRequest(out, {
      reportingOffice: reportingOfficeName(policy, code),
      period,
      number: id,
      addressee: officeName(policy, { division: code, office: 'finance' }),
      payee: policy.payees.find((p) => p.county === code),
      nettedFen: request.netted,
      isSupplementary: !isOfBatch,
      categories: policy.categories.map(({ name }) => name),
      rows: () => rows,
    }),
  )
  const asked = { division: code, office: 'finance', form: 'allocation', period, ref: id, requestedOn: day } as const
  // A request of 0 is for information.
  if (request.requested > 0) await deps.requests.put({ ...asked, whole: request.requested }, at)
}
