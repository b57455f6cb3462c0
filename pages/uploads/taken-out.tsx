import type { Upload } from '../../schemas/records/upload.ts'
import { whenName } from '../../wording/dates.ts'
import { withoutStop } from '../../wording/without-stop.ts'
import { momentOf } from '../parts/steps.tsx'

/** Who sent a list back or took it back, and why. */
export function TakenOut({ upload: { withdrawn, day, requestedAt } }: { upload: Upload }) {
  if (!withdrawn) return null
  const { by, at, sentBack, reason } = withdrawn
  const { on } = momentOf({ day, at: requestedAt }, at)
  return (
    <p class="note">
      {by.name}
      {on && `于${whenName(on, at)}`}
      {sentBack ? '退回' : '撤回'}
      {reason && `：${withoutStop(reason)}`}。名单恢复到报送以前，需要报送的请重新报送。
    </p>
  )
}
