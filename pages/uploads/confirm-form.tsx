import type { Upload } from '../../schemas/records/upload.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { Signer, useIsOwn } from '../parts/signer.tsx'

interface ConfirmFormProps {
  readonly upload: Upload
  /** Persons who would end; nobody where the file only contradicts what was chosen. */
  readonly ending: number
  /** A list that has changed since is not confirmed. */
  readonly seen: string
}

export function ConfirmForm({ upload: { division, id, sentBy }, ending, seen }: ConfirmFormProps) {
  if (useIsOwn()(sentBy))
    return <p class="note">这份名单是您报送的，请由本单位的另一位同事或社保经办机构核对、确认。</p>
  return (
    <form class="confirm" method="post" action={`/uploads/${division}/${id}/confirm`}>
      {ending > 0 ? (
        <p>
          上列人员确实不再符合条件的，请确认；确认后 <strong>{ending} 人不再列入</strong>
          。有误的请退回。
        </p>
      ) : (
        <p>名单无误的，请确认，没有人员减少；有误的请退回。</p>
      )}
      <input type="hidden" name="seen" value={seen} />
      <Signer what={HEADINGS.confirmedBy} />
      <button type="submit">确认名单无误</button>
    </form>
  )
}
