import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import { PREPARE_BATCH } from '../../wording/page-names.ts'
import type { Fault } from '../parts/fault.tsx'
import { NameField } from '../parts/name-field.tsx'

interface PrepareFormProps {
  readonly period: string
  readonly payable: Pick<DeterminationRun, 'county' | 'id'>
  readonly fault: Fault | undefined
}

/** The name is typed until batches keep the account itself. */
export function PrepareForm({ period, payable: { county, id }, fault }: PrepareFormProps) {
  return (
    <form class="confirm" method="post" action={`/batches?period=${period}`}>
      <p class="hint">由社保经办机构一人生成，另一人审批。本年度已缴费和正在缴费的人员不会再次列入。</p>
      <input type="hidden" name="run" value={`${county}/${id}`} />
      <div class="line">
        <NameField id="preparer" label="经办人姓名" fault={fault} />
        <button type="submit">{PREPARE_BATCH}</button>
      </div>
    </form>
  )
}
