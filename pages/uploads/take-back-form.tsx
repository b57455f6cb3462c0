import type { Upload } from '../../schemas/records/upload.ts'
import { TAKE_BACK } from '../../wording/page-names.ts'
import { type Fault, faulty } from '../parts/fault.tsx'
import { Signer } from '../parts/signer.tsx'

/** Why a list can be neither taken back nor sent back. */
export type Kept = 'list-in-submitted-month' | 'list-too-old-to-withdraw'

/** 撤回: as if it had not been sent. */
export function TakeBackForm({
  upload: { division, id, effect },
  fault,
}: {
  upload: Upload
  fault: Fault | undefined
}) {
  return (
    <details class="place screen" id="take-back" open={fault?.field === 'take-back-reason'}>
      <summary>
        <h2>报错了，撤回</h2>
      </summary>
      <p class="hint">撤回以后，视同没有报送，名单恢复到报送以前；应报的仍须重新报送。已用于办结月份的不能撤回。</p>
      {effect && effect.began + effect.ended > 0 && (
        <p>
          {effect.began > 0 && `由这一份新列入的 ${effect.began} 人不再列入（其他名单上有的除外）。`}
          {effect.ended > 0 && `由这一份不再列入的 ${effect.ended} 人恢复列入。`}
        </p>
      )}
      <form class="fields" method="post" action={`/uploads/${division}/${id}/withdraw`}>
        <div class="field">
          <label for="take-back-reason">撤回原因（可不填）</label>
          <input
            id="take-back-reason"
            name="reason"
            maxlength={200}
            autocomplete="off"
            value={fault?.typed.reason ?? ''}
            {...faulty(fault, 'take-back-reason')}
          />
        </div>
        <Signer what="撤回人" />
        <button class="plain" type="submit">
          {TAKE_BACK}
        </button>
      </form>
    </details>
  )
}
