import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import { periodName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { PREPARE_BATCH } from '../../wording/page-names.ts'
import { Signer } from '../parts/signer.tsx'

interface PrepareFormProps {
  readonly period: string
  readonly payable: Pick<DeterminationRun, 'county' | 'id' | 'period'>
}

export function PrepareForm({ period, payable: { county, id, period: closed = '' } }: PrepareFormProps) {
  return (
    <form class="confirm" method="post" action={`/batches?period=${period}`}>
      <p class="hint">
        从最近一次办结（{periodName(closed)}
        ）生成。由社保经办机构一人生成，另一人审批。本年度已缴费和正在缴费的人员不会再次列入。
      </p>
      <input type="hidden" name="run" value={`${county}/${id}`} />
      <Signer what={HEADINGS.preparer} />
      <button type="submit">{PREPARE_BATCH}</button>
    </form>
  )
}
