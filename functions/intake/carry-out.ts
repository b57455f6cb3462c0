/** Carries out what a head has pending: every step may be repeated, and whoever finds it carries it out. */
import type { Head } from '../../schemas/head.ts'
import type { Upload } from '../../schemas/upload.ts'
import type { Heads } from '../../stores/heads.ts'
import { allEnded } from '../../stores/in-chunks.ts'
import type { Policies } from '../../stores/policies.ts'
import type { MatchQueue, SnapshotQueue } from '../../stores/queues.ts'
import type { Reviews } from '../../stores/reviews.ts'
import type { Uploads } from '../../stores/uploads.ts'
import { sendUnits } from '../send-units.ts'
import type { Settled } from './settled.ts'

export interface CarryOutDeps {
  readonly heads: Heads
  readonly uploads: Uploads
  readonly reviews: Reviews
  readonly policies: Policies
  readonly matchQueue: MatchQueue
  readonly snapshotQueue: SnapshotQueue
  readonly settled: Settled
  /** Sends on who waits for an upload that gives the shards nothing to do. */
  readonly sendOn: (upload: Upload) => Promise<void>
  readonly now: () => Date
}

export async function carryOut(
  { heads, uploads, reviews, policies, matchQueue, snapshotQueue, settled, sendOn, now }: CarryOutDeps,
  { head, pending }: Head,
): Promise<void> {
  if (!pending) return
  const division = head.slice(0, head.indexOf('#'))
  const { rev, units } = pending
  const cause = await uploads.get(division, pending.upload)
  if (!cause) throw new Error('a head is pending on an upload that is not there')
  const day = cause.day
  const at = pending.at ?? cause.requestedAt
  const sent = units && { rev, ...units, ...(pending.at && { at: pending.at }) }
  const settledNow: Upload[] = []
  let causeThen = cause
  for (const { upload, isKnown, ...settlement } of pending.states) {
    const own = upload === cause.id && sent ? { units: sent } : {}
    const settling = { ...own, rev, ...(!isKnown && { at: now().toISOString() }) }
    const after = await uploads.settle(division, upload, settlement, settling)
    if (upload === cause.id) causeThen = after
    if (!isKnown) settledNow.push(after)
  }
  if (sent) await sendUnits(matchQueue, cause, sent)
  // Lists that come from now on meet the register, or none; who was listed before is looked at once more.
  if (pending.firstRegister && (await hasLists(heads, policies, division))) {
    const id = pending.at ? `register-${cause.id}-${rev}` : `register-${cause.id}`
    const review = { id, county: division, day, at, rounds: 0, state: 'open' as const }
    await reviews.create(review)
    await snapshotQueue.send({ review: review.id, county: division })
  }
  await allEnded([...settledNow.map(settled), sendOn(causeThen)])
  await heads.clear(head, rev)
}

async function hasLists(heads: Heads, policies: Policies, county: string): Promise<boolean> {
  const policy = await policies.current()
  const found = await Promise.all((policy?.categories ?? []).map(({ code }) => heads.get(`${county}#${code}`)))
  return found.some(({ rev }) => rev > 0)
}
