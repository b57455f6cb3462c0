/** Work that stands still, and the message that sets it going. */

import type { BatchStep } from '../../schemas/messages/to-batch.ts'
import type { ToSweep } from '../../schemas/messages/to-sweep.ts'
import { present } from '../../schemas/present.ts'
import type { Batch } from '../../schemas/records/batch.ts'
import { inboxKey, isDecidedUpon, isDone, isFailed, type Upload } from '../../schemas/records/upload.ts'
import { SentUnits } from '../../schemas/records/work-units.ts'
import { marksOf } from '../shared/work/marks.ts'
import { sendUnits } from '../shared/work/send-units.ts'
import type { SweepDeps } from './deps.ts'

export interface Found {
  readonly what: string
  readonly send: () => Promise<void>
}
type When = Pick<ToSweep, 'time' | 'all'>

/** Younger work is under way: five attempts of the slowest stage take less. */
const HOUR = 3_600_000
const UPLOADS = 500
/** A done batch is asked for late claims for longer than any message lives. */
const CLAIMS = 30 * 24 * HOUR

const isOld = (at: string | undefined, { time, all }: When) =>
  all === true || at === undefined || Date.parse(at) + HOUR < Date.parse(time)

export async function lostUploads(
  deps: SweepDeps,
  division: string,
  categories: readonly string[],
  when: When,
): Promise<Found[]> {
  const heads = await deps.heads.all([...categories, 'register'].map((name) => `${division}#${name}`))
  const pending = new Map(heads.flatMap((head) => (head.pending ? [[head.pending.upload, head.pending.version]] : [])))
  const found: Found[] = []
  for (const upload of await deps.uploads.list(division, UPLOADS)) {
    const { id, state, requestedAt, settledAt, withdrawn } = upload
    const version = pending.get(id)
    if (version !== undefined) found.push(...(await arrival(deps, upload, `pending/${id}/${version}`)))
    // Its sender was told of the failure, and sends it anew.
    else if (isFailed(upload)) continue
    else if (state === 'requested' && isOld(requestedAt, when))
      found.push(...(await arrival(deps, upload, `arrival/${id}`)))
    else if (isDecidedUpon(upload) && isOld(withdrawn?.at ?? settledAt, when)) {
      const type = withdrawn ? 'list.withdrawn' : 'held.confirmed'
      found.push({ what: `${type}/${id}`, send: () => deps.intakeQueue.send({ type, division, upload: id }) })
    } else if (state !== 'requested' && !isDone(upload) && isOld(settledAt, when))
      found.push({ what: `units/${id}`, send: () => sendUndone(deps, upload, when.time) })
  }
  return found
}

async function arrival({ inbox, intakeQueue }: SweepDeps, upload: Upload, what: string): Promise<Found[]> {
  const { division, id, nil } = upload
  if (nil) return [{ what, send: () => intakeQueue.send({ type: 'nil.reported', division, upload: id }) }]
  const key = inboxKey(upload)
  const size = await inbox.size(key)
  if (size === undefined) return []
  const s3 = { bucket: { name: 'inbox' }, object: { key, size } }
  return [{ what, send: () => intakeQueue.send({ Records: [{ eventName: 'ObjectCreated:Put', s3 }] }) }]
}

async function sendUndone({ matchQueue }: SweepDeps, upload: Upload, time: string): Promise<void> {
  const done = new Set(upload.unitsDone)
  for (const text of upload.unitObjects ?? []) {
    const { ranges, ...units } = SentUnits.parse(JSON.parse(text))
    const undone = ranges.filter(({ shard }) => !done.has(`${units.version}.${shard}`))
    await sendUnits(matchQueue, upload, { ...units, ranges: undone }, `#${time}`)
  }
}

export async function lostRuns({ runs, snapshotQueue }: SweepDeps, county: string, when: When): Promise<Found[]> {
  const open = (await runs.open(county)).filter(({ at }) => isOld(at, when))
  return open.map(({ id }) => ({
    what: `run/${county}/${id}`,
    send: () => snapshotQueue.send({ run: id, county }),
  }))
}

/** Lists that a damaged object kept apart from registers: a run of their county compares them (ADR 16). */
export async function uncomparedLists(
  { heads, uploads, runs, snapshotQueue }: SweepDeps,
  county: string,
  categories: readonly string[],
  { time }: When,
): Promise<Found[]> {
  const lists = await heads.all(categories.map((name) => `${county}#${name}`))
  if (lists.every((list) => marksOf(list).length === 0)) return []
  // The calendar of a hub that plays a month is that of its lists.
  const days = (await uploads.list(county, UPLOADS)).map(({ day }) => day).sort()
  const day = present(days.at(-1), 'the day of a list')
  const run = { id: `uncompared-${time}`, county, day, at: time, rounds: 0, state: 'open' as const }
  const send = async () => {
    await runs.create({ ...run, kind: 'redetermination' })
    await snapshotQueue.send({ run: run.id, county })
  }
  return [{ what: `uncompared/${county}`, send }]
}

/** Months of which a return may still change. */
const MONTHS = 24

export async function lostReturns({ returns, reportQueue }: SweepDeps, division: string, when: When): Promise<Found[]> {
  return (await returns.list(division, MONTHS)).flatMap(({ period, acts, carriedOut, versions }) => {
    const last = versions.at(-1)
    if (acts === carriedOut || !isOld(last?.sentBack?.at ?? last?.at, when)) return []
    const send = () => reportQueue.send({ type: 'return.changed', division, period })
    return [{ what: `return/${division}/${period}/${acts}`, send }]
  })
}

export async function lostBatches({ batches, batchQueue }: SweepDeps, county: string, when: When): Promise<Found[]> {
  return (await batches.list(county)).flatMap((batch) => {
    const type = stepOf(batch, when)
    if (!type || !isOld(batch.at, when)) return []
    const { id, state } = batch
    return [{ what: `batch/${id}/${state}`, send: () => batchQueue.send({ type, county, batch: id }) }]
  })
}

function stepOf({ state, at, excluded }: Batch, { time, all }: When): BatchStep['type'] | undefined {
  if (state === 'preparing') return 'prepare'
  if (state === 'approving' || state === 'frozen') return 'approve'
  const isDone = state === 'published' || state === 'empty'
  const mayBeClaimed = excluded && (all || Date.parse(time) < Date.parse(at) + CLAIMS)
  return isDone && mayBeClaimed ? 'approve' : undefined
}
