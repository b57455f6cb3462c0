/**
 * Lists that are accepted and not matched yet: closes and batches wait for them and are sent on by whoever finishes the
 * last unit. That is noted on the upload itself, in the item in which its units are: of the two one sees the other.
 */
import type { Category } from '../schemas/codes.ts'
import { isDecidedUpon, isDone, type Upload } from '../schemas/records/upload.ts'
import type { Heads } from '../stores/heads.ts'
import { allEnded } from '../stores/in-chunks.ts'
import type { BatchQueue, SnapshotQueue } from '../stores/queues.ts'
import type { Uploads } from '../stores/uploads.ts'

type Waiter = readonly ['close' | 'prepare' | 'approve', county: string, id: string]

/** Settled and not matched, or decided about by a person whom intake has not followed yet. */
function isOnItsWay(upload: Upload): boolean {
  return (upload.state !== 'requested' && !isDone(upload)) || isDecidedUpon(upload)
}

/**
 * Notes the waiter on every list of these counties that is in a roster, accepted, confirmed or taken back by now and
 * not matched.
 * @returns the ids of those lists; where there are none nobody has to be waited for
 */
export async function awaitMatched(
  { heads, uploads }: { heads: Pick<Heads, 'get'>; uploads: Pick<Uploads, 'get' | 'list' | 'noteWaiter'> },
  { counties, categories }: { counties: readonly string[]; categories: readonly Category[] },
  waiter: Waiter,
): Promise<string[]> {
  const ofCounty = async (county: string): Promise<Upload[]> => {
    // Heads first: what is carried out between the two reads stands in the second one.
    const known = await allEnded([...categories, 'register'].map((name) => heads.get(`${county}#${name}`)))
    for (const { pending } of known) if (pending) moved.set(pending.upload, pending.version)
    return (await uploads.list(county)).filter(isAwaited)
  }
  const moved = new Map<string, number>()
  // What a head has moved to and the upload does not say yet is accepted too.
  const isAwaited = (upload: Upload) => (moved.get(upload.id) ?? 0) > (upload.version ?? 0) || isOnItsWay(upload)
  const unmatched = (await allEnded(counties.map(ofCounty))).flat()
  const noted = await allEnded(unmatched.map(({ division, id }) => uploads.noteWaiter(division, id, waiter.join('#'))))
  return noted.filter(isAwaited).map(({ id }) => id)
}

/** Sends on who waits for the upload, once it is matched; the waiter looks whether there is another to wait for. */
export function sendOn(snapshotQueue: SnapshotQueue, batchQueue: BatchQueue): (upload: Upload) => Promise<void> {
  return async (upload) => {
    if (upload.state === 'requested' || isOnItsWay(upload)) return
    for (const waiter of upload.awaitedBy ?? []) {
      const [type, county, id] = waiter.split('#') as [Waiter[0], string, string]
      if (type === 'close') await snapshotQueue.send({ county, run: id })
      else await batchQueue.send({ type, county, batch: id })
    }
  }
}
