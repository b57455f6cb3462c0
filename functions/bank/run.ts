/** Bank: the payment instruction of a batch, from its frozen rows and nothing else. */
import { writePaymentInstruction } from '../../forms/outgoing/payment-instruction.ts'
import type { FromBatch } from '../../schemas/messages/batch-frozen.ts'
import { BatchRow } from '../../schemas/records/batch.ts'
import type { DelivererDeps } from '../shared/stages/deliverer-deps.ts'
import { countyOf, reportingOfficeName } from '../shared/stages/divisions-of.ts'
import { deliver } from '../shared/work/deliver.ts'
import { thaw } from '../shared/work/frozen.ts'

export async function run(deps: DelivererDeps, message: FromBatch): Promise<void> {
  // The bank has nothing to do with money that is asked for without a batch.
  if (message.type !== 'batch.frozen') return
  const { county: code, period, batch, day, at, frozen } = message
  const policy = await deps.policies.inForce()
  const county = countyOf(policy, code)
  const rows = await thaw(deps.outbox, frozen, BatchRow)
  await deliver(deps, { division: code, folder: 'bank', name: `${batch}.xlsx`, period, version: at }, (out) =>
    writePaymentInstruction(out, {
      reportingOffice: reportingOfficeName(policy, code),
      period,
      batch,
      rows: () => rows.map((row) => ({ ...row, county: county.name })),
    }),
  )
  const request = { division: code, office: 'bank', form: 'bank-return', period, ref: batch, requestedOn: day } as const
  await deps.requests.put({ ...request, whole: rows.length }, at)
}
