import type { Batch } from '../../schemas/records/batch.ts'
import type { Fault } from '../parts/fault.tsx'
import { NameField } from '../parts/name-field.tsx'

/** The name stands in for a sign-in. */
export function ApproveForm({ batch, fault }: { batch: Batch; fault: Fault | undefined }) {
  return (
    <form class="confirm" method="post" action={`/batches/${batch.county}/${batch.id}/approve`}>
      <p>
        请核对笔数、总金额和名单。经办人（{batch.preparedBy}
        ）不能审批自己的批次。审批以后，缴费登记名单发给银行、资金申请表发给财政，不能撤回；审批时已不符合条件的人员自动不列入。
      </p>
      <div class="line">
        <NameField id="approver" label="审批人姓名" fault={fault} />
        <button type="submit">核对无误，审批</button>
      </div>
    </form>
  )
}
