/** Closes and batches wait until accepted lists are matched; the last matched unit sends them on (ADR 14). */
import { isCanary } from '../../../schemas/canary.ts'
import type { Category } from '../../../schemas/codes.ts'
import { countyOf, isAnswerForm, isDecidedUpon, isDone, type Upload } from '../../../schemas/records/upload.ts'
import { allEnded } from '../../../stores/aws/in-chunks.ts'
import type { BatchQueue, DeadlinesQueue, SnapshotQueue } from '../../../stores/aws/queues.ts'
import type { Heads } from '../../../stores/people/heads.ts'
import type { Uploads } from '../../../stores/uploads/uploads.ts'
import { countyOfMark } from './marks.ts'

/** Of a county, the latest: more than its rosters remember, so that no earlier one can still change a person. */
export const UPLOADS = 400

type Waiter = readonly ['close' | 'prepare' | 'approve', county: string, id: string]

function isOnItsWay(upload: Upload): boolean {
  return (upload.state !== 'requested' && !isDone(upload)) || isDecidedUpon(upload)
}

export interface Awaited {
  /** Ids of uploads. */
  readonly waitingFor: string[]
  /** Counties whose lists or registers have not reached every person, and may not for long. */
  readonly doubtful: ReadonlySet<string>
}

const isStuckFor = ({ stuckAt, division }: Upload, county: string) =>
  stuckAt !== undefined && countyOf(division) !== county

/** Another county's list that the hub has given up is not waited for. */
export async function awaitMatched(
  { heads, uploads }: { heads: Pick<Heads, 'all'>; uploads: Pick<Uploads, 'get' | 'list' | 'noteWaiter'> },
  { counties, categories }: { counties: readonly string[]; categories: readonly Category[] },
  waiter: Waiter,
): Promise<Awaited> {
  // Heads first, so that a change between the two reads stands in the second.
  const known = await heads.all(counties.flatMap((county) => [...categories, 'register'].map((n) => `${county}#${n}`)))
  const moved = new Map(known.flatMap(({ pending: p }) => (p ? [[p.upload, p.version]] : [])))
  const own = known.filter(({ head }) => head.startsWith(`${waiter[1]}#`))
  const doubtful = new Set(own.flatMap(({ missed = [] }) => missed.map(countyOfMark)))
  const isAwaited = (upload: Upload) => (moved.get(upload.id) ?? 0) > (upload.version ?? 0) || isOnItsWay(upload)
  const sent = await allEnded(counties.map((county) => uploads.list(county, UPLOADS)))
  const unmatched = sent.flat().filter(isAwaited)
  const noted = await allEnded(unmatched.map(({ division, id }) => uploads.noteWaiter(division, id, waiter.join('#'))))
  const awaited = noted.filter(isAwaited)
  const isStuck = (upload: Upload) => isStuckFor(upload, waiter[1])
  for (const { division } of awaited.filter(isStuck)) doubtful.add(countyOf(division))
  return { waitingFor: awaited.filter((upload) => !isStuck(upload)).map(({ id }) => id), doubtful }
}

interface Queues {
  readonly snapshotQueue: SnapshotQueue
  readonly batchQueue: BatchQueue
  readonly deadlinesQueue: DeadlinesQueue
}

/** Lists and registers of which persons have heard. */
const MOVES: ReadonlySet<Upload['state']> = new Set(['accepted', 'held', 'withdrawn'])

/** An answer that has reached everybody may have ended what it was asked for; a list, whose turn it is. */
export function sendOn({ snapshotQueue, batchQueue, deadlinesQueue }: Queues): (upload: Upload) => Promise<void> {
  return async (upload) => {
    const { division, id, day, state, form } = upload
    if (isAnswerForm(form)) {
      if (state === 'accepted' && isDone(upload))
        await deadlinesQueue.send({ type: 'answer.taken', division, upload: id })
    } else if (MOVES.has(state) && isDone(upload) && !isCanary(division))
      await deadlinesQueue.send({ type: 'cases.moved', county: division, day, by: id }, state)
    const isOpen = upload.state === 'requested' || isOnItsWay(upload)
    for (const waiter of upload.awaitedBy ?? []) {
      const [type, county, id] = waiter.split('#') as [Waiter[0], string, string]
      if (isOpen && !isStuckFor(upload, county)) continue
      if (type === 'close') await snapshotQueue.send({ county, run: id })
      else await batchQueue.send({ type, county, batch: id })
    }
  }
}
