/** Closes and batches wait until accepted lists are matched; whoever matches the last unit sends them on (ADR 14). */
import type { Category } from '../schemas/codes.ts'
import { isDecidedUpon, isDone, type Upload } from '../schemas/records/upload.ts'
import { allEnded } from '../stores/aws/in-chunks.ts'
import type { BatchQueue, SnapshotQueue } from '../stores/aws/queues.ts'
import type { Heads } from '../stores/people/heads.ts'
import type { Uploads } from '../stores/uploads/uploads.ts'

type Waiter = readonly ['close' | 'prepare' | 'approve', county: string, id: string]

function isOnItsWay(upload: Upload): boolean {
  return (upload.state !== 'requested' && !isDone(upload)) || isDecidedUpon(upload)
}

/** @returns ids of the lists that are waited for */
export async function awaitMatched(
  { heads, uploads }: { heads: Pick<Heads, 'get'>; uploads: Pick<Uploads, 'get' | 'list' | 'noteWaiter'> },
  { counties, categories }: { counties: readonly string[]; categories: readonly Category[] },
  waiter: Waiter,
): Promise<string[]> {
  const ofCounty = async (county: string): Promise<Upload[]> => {
    // Heads first, so that a change between the two reads stands in the second.
    const known = await allEnded([...categories, 'register'].map((name) => heads.get(`${county}#${name}`)))
    for (const { pending } of known) if (pending) moved.set(pending.upload, pending.version)
    return (await uploads.list(county)).filter(isAwaited)
  }
  const moved = new Map<string, number>()
  const isAwaited = (upload: Upload) => (moved.get(upload.id) ?? 0) > (upload.version ?? 0) || isOnItsWay(upload)
  const unmatched = (await allEnded(counties.map(ofCounty))).flat()
  const noted = await allEnded(unmatched.map(({ division, id }) => uploads.noteWaiter(division, id, waiter.join('#'))))
  return noted.filter(isAwaited).map(({ id }) => id)
}

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
