/** What a preview of the policy could not look through is said; closes are sent again by hand. */
import type { ToSnapshot } from '../../schemas/messages/to-snapshot.ts'
import type { SnapshotDeps } from './deps.ts'
import { giveUpPreview } from './preview-policy.ts'

export async function giveUp(deps: SnapshotDeps, message: ToSnapshot): Promise<void> {
  if ('preview' in message) await giveUpPreview(deps, message)
}
