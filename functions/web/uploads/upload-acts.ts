/** A receipt is ticked off, and an upload without a file given up: by its sender, or because the sender may send no more. */
import type { WebDeps } from '../deps.ts'
import { found, refuse } from '../http/refuse.ts'

interface One {
  readonly division: string
  readonly id: string
}

type Deps = Pick<WebDeps, 'uploads' | 'now'>

/** @throws 409 for a list that waits for its second person */
export async function tickOff({ uploads, now }: Deps, { division, id }: One): Promise<void> {
  found(await uploads.get(division, id))
  if (!(await uploads.tickOff(division, id, now().toISOString()))) throw refuse('list-waits')
}

/** @throws 409 where its file has come */
export async function discard({ uploads, now }: Deps, { division, id }: One): Promise<void> {
  found(await uploads.get(division, id))
  if (!(await uploads.discard(division, id, now().toISOString()))) throw refuse('file-received')
}

/** The address that a file goes to is good for an hour, whoever has it. */
export async function discardAwaited({ uploads, now }: Deps, division: string, sender: string): Promise<void> {
  for (const { id } of await uploads.awaitedFrom(division, sender))
    await uploads.discard(division, id, now().toISOString())
}
