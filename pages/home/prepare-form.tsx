import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { CHOOSE, PREPARE_BATCH } from '../../wording/page-names.ts'
import type { Fault } from '../parts/fault.tsx'
import { NameField } from '../parts/name-field.tsx'

interface PrepareFormProps {
  readonly policy: Policy
  readonly period: string
  readonly payable: readonly Pick<DeterminationRun, 'county' | 'id'>[]
  readonly fault: Fault | undefined
}

/** The name stands in for a sign-in. */
export function PrepareForm({ policy, period, payable, fault }: PrepareFormProps) {
  return (
    <form class="confirm" method="post" action={`/batches?period=${period}`}>
      <p class="hint">由社保经办机构一人生成，另一人审批。本年度已缴费和正在缴费的人员不会再次列入。</p>
      <div class="line">
        <label for="prepare-county">{HEADINGS.county}</label>
        <select id="prepare-county" name="run" required>
          <option value="">{CHOOSE}</option>
          {payable.map(({ county, id }) => (
            <option value={`${county}/${id}`} selected={fault?.typed.run === `${county}/${id}`}>
              {divisionName(county, policy)}
            </option>
          ))}
        </select>
        <NameField id="preparer" label="经办人姓名" fault={fault} />
        <button type="submit">{PREPARE_BATCH}</button>
      </div>
    </form>
  )
}
