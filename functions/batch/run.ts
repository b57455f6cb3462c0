/**
 * Batch: `preparing -> prepared -> approving -> frozen -> published`, each step under a condition and safe to repeat.
 * Prepared: the ready cases of a closed period whom nobody pays yet. Approved: whoever is still to be paid today and
 * whose year the batch could claim; those rows are frozen, and bank and finance get them from there.
 */

import { batchRow } from '../../rules/cases.ts'
import { determine } from '../../rules/determine.ts'
import {
  type Batch,
  BatchRow,
  type Dropped,
  type DroppedBecause,
  type FrozenRows,
  type ToBatch,
} from '../../schemas/batch.ts'
import { SnapshotRow } from '../../schemas/snapshot.ts'
import { inChunks } from '../../stores/in-chunks.ts'
import { freeze, thaw } from '../frozen.ts'
import { log } from '../log.ts'
import type { BatchDeps } from './deps.ts'

export async function run(deps: BatchDeps, { type, county, batch: id }: ToBatch): Promise<void> {
  const batch = await deps.batches.get(county, id)
  if (!batch) throw new Error('a batch that is not there')
  if (type === 'prepare' && batch.state === 'preparing') await prepare(deps, batch)
  // Nothing is told of one that turned out empty, or that somebody has approved by now.
  if (type === 'prepare') await deps.deadlinesQueue?.send({ type: 'batch.prepared', county, batch: id }, county, id)
  if (type === 'approve' && batch.state === 'approving') await freezeBatch(deps, batch)
  if (type === 'approve') {
    const settled = (await deps.batches.get(county, id))!
    await giveBack(deps, settled)
    await publish(deps, settled)
    if (settled.dropped)
      await deps.deadlinesQueue?.send({ type: 'batch.dropped', county, batch: id }, county, `${id}.dropped`)
  }
}

async function prepare(deps: BatchDeps, batch: Batch): Promise<void> {
  const review = await deps.reviews.get(batch.county, batch.review)
  if (!review?.snapshot) throw new Error('a batch of a period that is not closed')
  const ready = (await thaw(deps.outbox, review.snapshot, SnapshotRow)).flatMap(
    (row) => batchRow(row, batch.year) ?? [],
  )
  const claimed = await deps.payments.get(
    ready.map((row) => row.key),
    batch.year,
  )
  // Who is in flight or paid is in no later batch, of any county.
  const rows = ready.filter(({ key }) => {
    const state = claimed.get(key)?.state
    return state === undefined || state === 'failed' || state === 'released'
  })
  if (rows.length === 0) {
    await deps.batches.advance(batch, 'preparing', { state: 'empty' })
    return
  }
  await deps.batches.advance(batch, 'preparing', {
    state: 'prepared',
    prepared: await freezeRows(deps, batch, 'prepared', rows),
  })
  log('info', { stage: 'batch', what: 'prepared', county: batch.county, rows: rows.length })
}

/** Decides everyone of the batch again for its day, claims their year, and freezes who remains. */
async function freezeBatch(deps: BatchDeps, batch: Batch): Promise<void> {
  const prepared = await thaw(deps.outbox, batch.prepared!, BatchRow)
  const because = await noLongerPaid(deps, batch, prepared)
  const inFlight = new Set<string>()
  await inChunks(prepared, 1, async ([row]) => {
    if (because.has(row!.key)) return
    if (!(await deps.payments.claim(row!.key, batch.year, { county: batch.county, batch: batch.id })))
      inFlight.add(row!.key)
  })
  const rows = prepared.filter(({ key }) => !because.has(key) && !inFlight.has(key))
  const dropped: Dropped[] = prepared.flatMap(({ key }) =>
    inFlight.has(key) ? [{ key, because: 'in-flight' as const }] : (because.get(key) ?? []),
  )
  const told = dropped.length > 0 ? { dropped: await freezeDropped(deps, batch, dropped) } : {}
  if (rows.length === 0) await deps.batches.advance(batch, 'approving', { state: 'empty', ...told })
  else
    await deps.batches.advance(batch, 'approving', {
      state: 'frozen',
      frozen: await freezeRows(deps, batch, 'frozen', rows),
      ...told,
    })
  log('info', { stage: 'batch', what: 'frozen', county: batch.county, rows: rows.length })
}

/** Who left the lists, or is decided otherwise by now, and how. */
async function noLongerPaid(
  deps: BatchDeps,
  { county, day }: Batch,
  rows: readonly BatchRow[],
): Promise<Map<string, Dropped>> {
  const policy = (await deps.policies.current())!
  const persons = await deps.people.get(
    rows.map((row) => row.key),
    'strong',
  )
  await deps.registers.load([
    county,
    ...[...persons.values()].flatMap((p) => Object.keys(p.lists).map((key) => key.slice(0, key.indexOf('#')))),
  ])
  const because = new Map<string, Dropped>()
  for (const { key } of rows) {
    const person = persons.get(key)
    const decision = person && determine(person, { day, policy, hasRegister: deps.registers.hasRegister })[county]
    if (decision?.outcome !== 'pay') because.set(key, { key, because: decision?.outcome ?? 'unlisted' })
  }
  return because
}

/**
 * Gives back who was claimed and is not in the frozen rows: another attempt at this batch found that person still to be
 * paid. Only when the rows stand, so that nobody in them is given back.
 */
async function giveBack(deps: BatchDeps, { id, year, state, prepared, frozen }: Batch): Promise<void> {
  if (!prepared || (!frozen && state !== 'empty')) return
  const paid = new Set((frozen ? await thaw(deps.outbox, frozen, BatchRow) : []).map(({ key }) => key))
  const others = (await thaw(deps.outbox, prepared, BatchRow)).filter(({ key }) => !paid.has(key))
  await inChunks(others, 1, ([row]) => deps.payments.release(row!.key, year, id))
}

async function publish(deps: BatchDeps, batch: Batch): Promise<void> {
  const { county, id, state, period, day, at, frozen } = batch
  if (state !== 'frozen') return
  await deps.frozen.publish({ type: 'batch.frozen', county, period, batch: id, day, at, frozen: frozen! })
  await deps.batches.advance(batch, 'frozen', { state: 'published' })
}

async function freezeDropped(
  { outbox }: BatchDeps,
  { county, id }: Batch,
  dropped: readonly Dropped[],
): Promise<NonNullable<Batch['dropped']>> {
  const { key, sha256, rows } = await freeze(outbox, `batches/${county}/${id}/dropped`, dropped)
  const because: Partial<Record<DroppedBecause, number>> = {}
  for (const one of dropped) because[one.because] = (because[one.because] ?? 0) + 1
  return { key, sha256, persons: rows, because }
}

async function freezeRows(
  { outbox }: BatchDeps,
  { county, id }: Batch,
  what: string,
  rows: readonly BatchRow[],
): Promise<FrozenRows> {
  const frozen = await freeze(outbox, `batches/${county}/${id}/${what}`, rows)
  return { ...frozen, fen: rows.reduce((sum, row) => sum + row.fen, 0) }
}
