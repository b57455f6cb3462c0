/** Files that somebody who may send no more has asked for: none is taken any more. */
import type { Uploads } from '../../../stores/uploads/uploads.ts'

interface Deps {
  readonly uploads: Pick<Uploads, 'awaitedFrom' | 'discard'>
  readonly now: () => Date
}

/**
 * The address that a file goes to is good for an hour, whoever has it.
 * @param sender an account, or a key
 */
export async function discardAwaited({ uploads, now }: Deps, division: string, sender: string): Promise<void> {
  for (const { id } of await uploads.awaitedFrom(division, sender))
    await uploads.discard(division, id, now().toISOString())
}
