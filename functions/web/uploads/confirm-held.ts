/** A second person confirms a held list, which then ends persons. */
import type { InTheWay } from '../../../rules/roster/held-list.ts'
import type { Upload } from '../../../schemas/records/upload.ts'
import { heldBehind } from '../../held-behind.ts'
import type { WebDeps } from '../deps.ts'
import { found, refuse } from '../http/refuse.ts'
import { seenOf } from './endings.ts'

/** @throws 409 where it does not wait, a later full list has come, or it changed since it was seen */
export async function confirmHeld(
  deps: Pick<WebDeps, 'uploads' | 'heads' | 'intakeQueue'>,
  { division, id, by, seen }: { division: string; id: string; by: string; seen: string },
): Promise<void> {
  const upload = found(await deps.uploads.get(division, id))
  if (isConfirmedAlready(upload, by, seen)) return
  const way = await heldBehind(deps, upload)
  if (way) throw refuse(409, WHY_NOT[way])
  const { endingsKey } = upload
  if (!endingsKey || seen !== seenOf(endingsKey))
    throw refuse(409, '名单在您查看之后有了变化。请刷新页面，重新核对不再列入的人员后再确认。')
  if (!(await deps.uploads.confirm(division, id, by, endingsKey)))
    throw refuse(409, '这份名单没有在等待确认，可能别人已经处理过。请刷新页面查看。')
  await deps.intakeQueue.send({ type: 'held.confirmed', division, upload: id })
}

function isConfirmedAlready({ state, confirmedBy, confirmedSeen }: Upload, by: string, seen: string): boolean {
  return state === 'accepted' && confirmedBy === by && confirmedSeen !== undefined && seenOf(confirmedSeen) === seen
}

const WHY_NOT: Record<InTheWay, string> = {
  forgotten: '这份名单之后报送的名单太多，不能再确认。请重新报送现在的全部名单。',
  'later-list': '之后又报送了一份全部名单，只能确认最近的一份。请核对并确认最近报送的名单。',
}
