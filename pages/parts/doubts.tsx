import { listOf, type Upload } from '../../schemas/upload.ts'
import { periodName } from '../words/names.ts'

const MODE_NAMES = { full: '全部', new: '新增' } as const

/** What a sender should look at once more: the same file again, or one that says of itself that it is something else. */
export function Doubts({ upload }: { upload: Upload }) {
  const { division, sameAs, period, reading, form } = upload
  const mode = listOf(form)?.mode
  const { ownPeriod, ownMode } = reading ?? {}
  return (
    <>
      {sameAs && (
        <p class="note">
          这份文件与以前报送的一份完全相同，请核对是否选错了文件。
          <a href={`/uploads/${division}/${sameAs}`}>看以前那份的回执</a>
        </p>
      )}
      {ownPeriod && ownPeriod !== period && (
        <p class="note">
          文件中写明的所属期是{periodName(ownPeriod)}，报送时选的是{periodName(period)}。选错的，请撤回后重新报送。
        </p>
      )}
      {ownMode && mode && ownMode !== mode && (
        <p class="note">
          文件中写明的名单类型是“{MODE_NAMES[ownMode]}”，报送时选的是“{MODE_NAMES[mode]}”。选错的，请撤回后重新报送。
        </p>
      )}
    </>
  )
}
