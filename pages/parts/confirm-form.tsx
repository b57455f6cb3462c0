import type { Upload } from '../../schemas/upload.ts'
import type { Fault } from './fault.tsx'
import { NameField } from './name-field.tsx'

/** A full list would end many listings: a second person looks at it. Sign-in will know who; until then a name is asked for. */
export function ConfirmForm({ upload, fault }: { upload: Upload; fault?: Fault | undefined }) {
  const { active, ended } = upload.wouldEnd ?? { active: 0, ended: 0 }
  const field = `by-${upload.id}`
  return (
    <form class="confirm" method="post" action={`/uploads/${upload.division}/${upload.id}/confirm`}>
      <p>
        原有 {active} 人，按这份名单将有 <strong>{ended} 人不再列入</strong>
        ，暂不变动（新列入的人员已经加上）。名单无误的，请由报送人以外的第二人确认；有误的，请报送单位改正后重新报送。
      </p>
      <div class="line">
        <NameField id={field} label="确认人姓名" fault={fault} />
        <button type="submit">确认名单无误</button>
      </div>
    </form>
  )
}
