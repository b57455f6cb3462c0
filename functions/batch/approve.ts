/** Approval: everybody is decided again, their year claimed, and the rest frozen. */

import { lastPaymentDay } from '../../rules/payments/amount.ts'
import { inOrder } from '../../rules/payments/batch-row.ts'
import { claimedBy } from '../../rules/payments/results.ts'
import { present } from '../../schemas/present.ts'
import {
  type Batch,
  BatchRow,
  type Excluded,
  type ExclusionReason,
  hasContributions,
} from '../../schemas/records/batch.ts'
import { inChunks } from '../../stores/aws/in-chunks.ts'
import { outsideYear } from '../../wording/batch-state.ts'
import { measure } from '../shared/stages/log.ts'
import { thaw } from '../shared/work/frozen.ts'
import { askForBatch, askForCorrections } from './ask-finance.ts'
import { candidates } from './candidates.ts'
import { decideAgain, type Ready } from './decide-again.ts'
import type { BatchDeps } from './deps.ts'
import { freezeExcluded, freezeRows } from './rows.ts'

export async function approve(deps: BatchDeps, batch: Batch, doubtful: ReadonlySet<string>): Promise<void> {
  const { county, year, day } = batch
  const isOver = hasContributions(batch) && day > lastPaymentDay(await deps.policies.inForce(), year)
  if (Number(day.slice(0, 4)) !== year || isOver) return returnForYear(deps, batch)
  const prepared = await thaw(
    deps.outbox,
    present(batch.prepared, 'what an approved batch was prepared with'),
    BatchRow,
  )
  const { reason, ready } = await decideNow(deps, batch, prepared, doubtful)
  for (const key of await claimAll(deps, batch, [...ready.values()])) reason.set(key, 'in-flight')
  // As each is now: what a list or register has said since is what bank and finance are told.
  const rows = inOrder([...ready.values()].flatMap(({ row }) => (reason.has(row.key) ? [] : [row])))
  const excluded = prepared.flatMap(({ key }): Excluded[] => {
    const why = reason.get(key)
    return why ? [{ key, reason: why }] : []
  })
  const withExcluded = excluded.length > 0 ? { excluded: await freezeExcluded(deps, batch, excluded) } : {}
  if (rows.length === 0) {
    // Before the batch is known to pay nobody, since the next one takes its number.
    await askForCorrections(deps, batch)
    await deps.batches.advance(batch, 'approving', { state: 'empty', ...withExcluded })
  } else {
    const frozen = await freezeRows(deps, batch, 'frozen', rows)
    const frozenAt = deps.now().toISOString()
    await deps.batches.advance(batch, 'approving', { state: 'frozen', frozen, frozenAt, ...withExcluded })
  }
  measure({ stage: 'batch', what: 'frozen', county, rows: rows.length })
}

async function returnForYear({ batches }: BatchDeps, batch: Batch): Promise<void> {
  const { year, day } = batch
  const reason = outsideYear(year)
  await batches.advance(batch, 'approving', { state: 'returned', returned: { reason, day } })
}

interface Now {
  /** By person, of whom a batch has one row. */
  readonly reason: Map<string, ExclusionReason>
  readonly ready: Map<string, Ready>
}

async function decideNow(
  deps: BatchDeps,
  batch: Batch,
  prepared: readonly BatchRow[],
  doubtful: ReadonlySet<string>,
): Promise<Now> {
  const known = new Map((await candidates(deps, batch)).map((row) => [row.number, row]))
  const cases = prepared.map((row) => present(known.get(row.case), 'the case of a prepared row'))
  const decided = await decideAgain(deps, batch, cases, doubtful)
  const now: Now = { reason: new Map(), ready: new Map() }
  for (const { key, case: number, fen } of prepared) {
    const one = present(decided.get(number), 'the decision about a prepared case')
    if ('reason' in one) now.reason.set(key, one.reason)
    else if (one.row.fen !== fen) now.reason.set(key, 'amount-changed')
    else now.ready.set(key, one)
  }
  return now
}

/** @returns persons whom another batch has */
async function claimAll({ payments }: BatchDeps, { county, id }: Batch, ready: readonly Ready[]): Promise<string[]> {
  for (const { row, done } of ready) if (done) await payments.reopen(row.key, done)
  const others: string[] = []
  for (const [what, of] of Map.groupBy(ready, ({ row }) => claimedBy(row))) {
    const keys = of.map(({ row }) => row.key)
    others.push(...(await payments.claimAll(keys, what, { county, batch: id })))
  }
  return others
}

/** Claims outside the frozen rows are given back; a repeat finds claims that came late. */
export async function releaseExcluded(deps: BatchDeps, { county, id, state, prepared, frozen }: Batch): Promise<void> {
  if (!prepared || (!frozen && state !== 'empty')) return
  const paid = new Set((frozen ? await thaw(deps.outbox, frozen, BatchRow) : []).map(({ key }) => key))
  const others = (await thaw(deps.outbox, prepared, BatchRow)).filter(({ key }) => !paid.has(key))
  await inChunks(others, 1, async (rows) => {
    for (const row of rows) await deps.payments.release(row.key, claimedBy(row), { county, batch: id })
  })
}

export async function publish(deps: BatchDeps, batch: Batch): Promise<void> {
  const { county, id, state, period, day, at, frozen } = batch
  if (state !== 'frozen') return
  const rows = present(frozen, 'the rows of a frozen batch')
  await deps.instructions.keep(batch, await askForBatch(deps, batch))
  await deps.frozen.publish({ type: 'batch.frozen', county, period, batch: id, day, at, frozen: rows })
  await deps.batches.advance(batch, 'frozen', { state: 'published' })
}
