import { useContext } from 'hono/jsx'
import { isSender } from '../../rules/access/second-person.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { refusalSentence } from '../../wording/refusals.ts'
import { Signer } from '../parts/signer.tsx'
import { Viewer } from '../parts/viewer.tsx'

interface ConfirmFormProps {
  readonly upload: Upload
  /** Persons who would end; nobody where the file only contradicts what was chosen. */
  readonly ending: number
  /** It can be sent back. */
  readonly returnable: boolean
  /** A list that has changed since is not confirmed. */
  readonly seen: string
}

export function ConfirmForm({ upload, ending, returnable, seen }: ConfirmFormProps) {
  const { division, id, sentBy } = upload
  const viewer = useContext(Viewer)
  if (viewer && isSender(viewer, upload))
    return (
      <p class="note">
        {sentBy?.byKey
          ? refusalSentence('sender-is-key')
          : '这份名单是您报送的，请由本单位的另一位同事或社保经办机构核对、确认。'}
      </p>
    )
  const wrong = returnable && '有误的请退回。'
  return (
    <form class="confirm" method="post" action={`/uploads/${division}/${id}/confirm`}>
      {ending > 0 ? (
        <p>
          上列人员确实不再符合条件的，请确认；确认后 <strong>{ending} 人不再列入</strong>。{wrong}
        </p>
      ) : (
        <p>名单无误的，请确认，没有人员减少。{wrong}</p>
      )}
      <input type="hidden" name="seen" value={seen} />
      <Signer what={HEADINGS.confirmedBy} />
      <button type="submit">确认名单无误</button>
    </form>
  )
}
