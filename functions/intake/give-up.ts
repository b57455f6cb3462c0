/** A file that could not be worked off, however often it was tried: whoever sent it hears of it, and sends it again. */
import type { ToIntake } from '../../schemas/messages/messages.ts'
import { isInHand } from '../../schemas/records/upload.ts'
import type { IntakeDeps } from './deps.ts'

/** Safe to repeat. The message goes to the dead-letter queue all the same, to be looked at and replayed. */
export async function giveUp(deps: IntakeDeps, message: ToIntake): Promise<void> {
  for (const { division, upload: id } of uploadsIn(message)) {
    const upload = await deps.uploads.get(division, id)
    // What is settled was told; the rest of it is carried out with the next list.
    if (!upload || !isInHand(upload)) continue
    await deps.uploads.fail(division, id, deps.now().toISOString())
    await deps.letters?.send({ type: 'upload.failed', division, upload: id }, division, `${id}.failed`)
  }
}

function uploadsIn(message: ToIntake): { division: string; upload: string }[] {
  if ('Records' in message) return message.Records.map(({ s3 }) => sentTo(s3.object.key))
  return 'upload' in message ? [message] : []
}

/** The parts of an object's key: `<division>/<office>/<form>/<period>/<upload id>/original`. */
function sentTo(key: string): { division: string; upload: string } {
  const [division = '', , , , upload = ''] = key.split('/')
  return { division, upload }
}
