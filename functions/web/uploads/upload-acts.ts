/** A sender ticks a receipt off, or gives up an upload without a file. */
import type { WebDeps } from '../deps.ts'
import { found, refuse } from '../http/refuse.ts'

interface One {
  readonly division: string
  readonly id: string
}

type Deps = Pick<WebDeps, 'uploads' | 'now'>

/** @throws 409 for a list that waits for its second person, and for a file that is not read yet */
export async function tickOff({ uploads, now }: Deps, { division, id }: One): Promise<void> {
  const { state } = found(await uploads.get(division, id))
  if (await uploads.tickOff(division, id, now().toISOString())) return
  throw refuse(state === 'requested' ? 'file-unread' : 'list-waits')
}

/** @throws 409 where its file has come */
export async function discard({ uploads, now }: Deps, { division, id }: One): Promise<void> {
  found(await uploads.get(division, id))
  if (!(await uploads.discard(division, id, now().toISOString()))) throw refuse('file-received')
}
