import type { Batch } from '../../schemas/records/batch.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { Signer, useIsOwn } from '../parts/signer.tsx'

export function ApproveForm({ batch, kept }: { batch: Batch; kept: string | undefined }) {
  if (useIsOwn()(batch.preparedBy)) return <p class="note">本批次由您生成，请由另一位审批人审批。</p>
  if (kept) return <p class="note bad">{kept}</p>
  return (
    <form class="confirm" method="post" action={`/batches/${batch.county}/${batch.id}/approve`}>
      <p>
        请核对笔数、总金额和名单。经办人（{batch.preparedBy.name}
        ）不能审批自己的批次。审批以后，缴费登记名单发给银行、资金申请表发给财政，不能撤回；审批时已不符合条件的人员自动不列入。
      </p>
      <Signer what={HEADINGS.approver} />
      <button type="submit">核对无误，审批</button>
    </form>
  )
}
