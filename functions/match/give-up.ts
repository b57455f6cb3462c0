/** Batches of other counties go on without a unit that could not be matched. */
import type { ToMatch } from '../../schemas/messages/to-match.ts'
import type { MatchDeps } from './deps.ts'

export async function giveUp(deps: MatchDeps, message: ToMatch): Promise<void> {
  if (message.type !== 'facts') return
  await deps.sendOn(await deps.uploads.noteStuck(message.division, message.upload, deps.now().toISOString()))
}
