import type { Upload } from '../../schemas/records/upload.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { heldReasons } from '../../wording/held-reasons.ts'
import { Allowed } from './viewer.tsx'

/** The reason a list waits, and a link to the persons it would end. */
export function HeldNote({ upload }: { upload: Upload }) {
  const { division, id, wouldEnd, heldFor, form, effect } = upload
  const added = effect?.began ? `（新列入的 ${effect.began} 人已经加上）` : ''
  return (
    <>
      <p>
        {wouldEnd ? (
          <>
            原有 {wouldEnd.active} 人，按这份{form === 'register' ? '登记信息' : HEADINGS.list}将有{' '}
            <strong>{wouldEnd.ended} 人不再列入</strong>，暂不变动{added}。
          </>
        ) : (
          `没有人员减少${added}。`
        )}
        {heldFor?.length ? `原因：${heldReasons(heldFor)}。` : ''}
        请由报送人以外的第二人核对。
      </p>
      <Allowed to="see" what="name-list" of={upload} persons>
        <p>
          <a class="button" href={`/uploads/${division}/${id}/endings`}>
            {wouldEnd ? '核对不再列入的人员' : '核对名单'}
          </a>
        </p>
      </Allowed>
    </>
  )
}
