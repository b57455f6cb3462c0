import type { Upload } from '../../schemas/records/upload.ts'
import { timeName } from '../../wording/dates.ts'
import { withoutStop } from '../../wording/without-stop.ts'

/** Who sent a list back or took it back, and why. */
export function TakenOut({ upload: { withdrawn } }: { upload: Upload }) {
  if (!withdrawn) return null
  const { by, at, sentBack, reason } = withdrawn
  return (
    <p class="note">
      {by.name}于{timeName(at)}
      {sentBack ? '退回' : '撤回'}
      {reason && `：${withoutStop(reason)}`}。名单恢复到报送以前，需要报送的请重新报送。
    </p>
  )
}
