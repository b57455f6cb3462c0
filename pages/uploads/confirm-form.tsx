import type { Upload } from '../../schemas/records/upload.ts'
import type { Fault } from '../parts/fault.tsx'
import { NameField } from '../parts/name-field.tsx'

interface ConfirmFormProps {
  readonly upload: Upload
  /** Who would be on the list no more. */
  readonly ending: number
  /** What is shown: a list that has changed since is not confirmed. */
  readonly seen: string
  readonly fault: Fault | undefined
}

/** The second person answers for who ends. Sign-in will know who; until then a name is asked for. */
export function ConfirmForm({ upload: { division, id }, ending, seen, fault }: ConfirmFormProps) {
  return (
    <form class="confirm" method="post" action={`/uploads/${division}/${id}/confirm`}>
      <p>
        上列人员确实不再符合条件的，请由报送人以外的第二人确认；确认后 <strong>{ending} 人不再列入</strong>
        。有误的请退回。
      </p>
      <input type="hidden" name="seen" value={seen} />
      <div class="line">
        <NameField id="confirmer" label="确认人姓名" fault={fault} />
        <button type="submit">确认名单无误</button>
      </div>
    </form>
  )
}
