import type { Upload } from '../../schemas/records/upload.ts'
import type { Fault } from '../parts/fault.tsx'
import { NameField } from '../parts/name-field.tsx'

interface ConfirmFormProps {
  readonly upload: Upload
  /** Persons who would end; nobody where the file only contradicts what was chosen. */
  readonly ending: number
  /** A list that has changed since is not confirmed. */
  readonly seen: string
  readonly fault: Fault | undefined
}

/** The name stands in for a sign-in. */
export function ConfirmForm({ upload: { division, id }, ending, seen, fault }: ConfirmFormProps) {
  return (
    <form class="confirm" method="post" action={`/uploads/${division}/${id}/confirm`}>
      {ending > 0 ? (
        <p>
          上列人员确实不再符合条件的，请由报送人以外的第二人确认；确认后 <strong>{ending} 人不再列入</strong>
          。有误的请退回。
        </p>
      ) : (
        <p>名单无误的，请由报送人以外的第二人确认，没有人员减少；有误的请退回。</p>
      )}
      <input type="hidden" name="seen" value={seen} />
      <div class="line">
        <NameField id="confirmer" label="确认人姓名" fault={fault} />
        <button type="submit">确认名单无误</button>
      </div>
    </form>
  )
}
