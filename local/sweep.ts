/**
 * What a crash of this machine left between two steps is sent again: files that have arrived and were never announced,
 * heads with a change that was never carried out, periods to be closed and batches that nobody goes on with. A repeat
 * changes nothing, so nobody has to know what was lost.
 */
import type { Policy } from '../schemas/policy.ts'
import { inboxKey, isDone, isFailed } from '../schemas/upload.ts'
import type { HubStores } from './hub-stores.ts'

/** Answers how many were sent. */
export async function sweep(stores: HubStores, policy: Policy): Promise<number> {
  const ofCounties = await Promise.all(
    policy.counties.map(async ({ code }) => (await sweepCloses(stores, code)) + (await sweepBatches(stores, code))),
  )
  return ofCounties.reduce((sum, sent) => sum + sent, await sweepUploads(stores, policy))
}

/** Not over lists that are still being matched: that close would fail, and the next sweep comes. */
async function sweepCloses({ uploads, reviews, snapshotQueue }: HubStores, county: string): Promise<number> {
  if ((await uploads.list(county)).some((upload) => upload.state !== 'requested' && !isDone(upload))) return 0
  const open = (await reviews.closes(county)).filter(({ state }) => state !== 'done')
  for (const { id } of open) await snapshotQueue.send({ review: id, county })
  return open.length
}

async function sweepBatches({ batches, batchQueue }: HubStores, county: string): Promise<number> {
  const types = { preparing: 'prepare', approving: 'approve', frozen: 'approve' } as const
  const steps = (await batches.list(county)).flatMap(({ id, state }) =>
    state in types ? [{ type: types[state as keyof typeof types], county, batch: id }] : [],
  )
  for (const step of steps) await batchQueue.send(step)
  return steps.length
}

async function sweepUploads({ uploads, heads, inbox, intakeQueue }: HubStores, policy: Policy): Promise<number> {
  const divisions = [policy.city, ...policy.counties].map(({ code }) => code)
  const names = [...policy.categories.map(({ code }) => code), 'register']
  let sent = 0
  for (const division of divisions) {
    const known = await Promise.all(names.map((name) => heads.get(`${division}#${name}`)))
    const pending = new Set(known.flatMap((head) => head.pending?.upload ?? []))
    for (const upload of await uploads.list(division)) {
      const isLeft = upload.state === 'requested' && !isFailed(upload)
      if (!isLeft && !pending.has(upload.id)) continue
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
