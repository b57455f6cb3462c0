/** Closes and batches wait until accepted lists are matched; the last matched unit sends them on (ADR 14). */
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
  { heads, uploads }: { heads: Pick<Heads, 'all'>; uploads: Pick<Uploads, 'get' | 'list' | 'noteWaiter'> },
  { counties, categories }: { counties: readonly string[]; categories: readonly Category[] },
  waiter: Waiter,
): Promise<string[]> {
  // Heads first, so that a change between the two reads stands in the second.
  const known = await heads.all(counties.flatMap((county) => [...categories, 'register'].map((n) => `${county}#${n}`)))
  const moved = new Map(known.flatMap(({ pending: p }) => (p ? [[p.upload, p.version]] : [])))
  const isAwaited = (upload: Upload) => (moved.get(upload.id) ?? 0) > (upload.version ?? 0) || isOnItsWay(upload)
  const sent = await allEnded(counties.map((county) => uploads.list(county)))
  const unmatched = sent.flat().filter(isAwaited)
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
