/** A second person confirms a held list: it is folded once more, and now it ends. */
import type { WebDeps } from './deps.ts'
import { refuse } from './refuse.ts'

/** @throws 409 where the list does not wait (any longer) */
export async function confirmHeld(
  deps: Pick<WebDeps, 'uploads' | 'intakeQueue'>,
  { division, id, by }: { division: string; id: string; by: string },
): Promise<void> {
  if (!(await deps.uploads.confirm(division, id, by)))
    throw refuse(409, '这份名单没有在等待确认，可能别人已经确认过。请刷新页面查看。')
  await deps.intakeQueue.send({ type: 'held.confirmed', division, upload: id })
}
