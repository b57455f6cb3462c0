/** The sender hears of a file that was given up. */

import { isCanary } from '../../schemas/canary.ts'
import type { ToIntake } from '../../schemas/messages/to-intake.ts'
import { isInHand } from '../../schemas/records/upload.ts'
import type { IntakeDeps } from './deps.ts'

export async function giveUp(deps: IntakeDeps, message: ToIntake): Promise<void> {
  for (const { division, upload: id } of uploadsIn(message)) {
    const upload = await deps.uploads.get(division, id)
    if (!upload) continue
    await deps.sendOn(await deps.uploads.noteStuck(division, id, deps.now().toISOString()))
    if (!isInHand(upload)) continue
    await deps.uploads.fail(division, id, deps.now().toISOString())
    if (!isCanary(division)) await deps.deadlinesQueue.send({ type: 'upload.failed', division, upload: id })
  }
}

function uploadsIn(message: ToIntake): { division: string; upload: string }[] {
  if ('Records' in message) return message.Records.map(({ s3 }) => sentTo(s3.object.key))
  return 'upload' in message ? [message] : []
}

/** `<division>/<office>/<form>/<period>/<upload id>/original` */
function sentTo(key: string): { division: string; upload: string } {
  const [division = '', , , , upload = ''] = key.split('/')
  return { division, upload }
}
