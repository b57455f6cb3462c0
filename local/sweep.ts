/**
 * What a crash of this machine left between two steps is sent again: files that have arrived and were never announced,
 * heads with a change that was never carried out. A repeat changes nothing, so nobody has to know what was lost.
 */
import type { Policy } from '../schemas/policy.ts'
import { inboxKey } from '../schemas/upload.ts'
import type { HubStores } from './hub-stores.ts'

/** Answers how many were sent. */
export async function sweep({ uploads, heads, inbox, intakeQueue }: HubStores, policy: Policy): Promise<number> {
  const divisions = [policy.city, ...policy.counties].map(({ code }) => code)
  const names = [...policy.categories.map(({ code }) => code), 'register']
  let sent = 0
  for (const division of divisions) {
    const known = await Promise.all(names.map((name) => heads.get(`${division}#${name}`)))
    const pending = new Set(known.flatMap((head) => head.pending?.upload ?? []))
    for (const upload of await uploads.list(division)) {
      if (upload.state !== 'requested' && !pending.has(upload.id)) continue
      const size = await inbox.size(inboxKey(upload))
      if (size === undefined) continue
      const object = { key: inboxKey(upload), size }
      await intakeQueue.send({
        Records: [{ eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'inbox' }, object } }],
      })
      sent++
    }
  }
  return sent
}
