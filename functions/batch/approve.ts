/** Approval: everybody is decided again, their year claimed, and the rest frozen. */

import { lastPaymentDay } from '../../rules/payments/amount.ts'
import { present } from '../../schemas/present.ts'
import { type Batch, BatchRow, type Excluded, type ExclusionReason } from '../../schemas/records/batch.ts'
import { inChunks } from '../../stores/aws/in-chunks.ts'
import { outsideYear } from '../../wording/batch-state.ts'
import { thaw } from '../frozen.ts'
import { log } from '../log.ts'
import { askForBatch, askForCorrections } from './ask-finance.ts'
import { decideAgain } from './decide-again.ts'
import type { BatchDeps } from './deps.ts'
import { freezeExcluded, freezeRows } from './rows.ts'

export async function approve(deps: BatchDeps, batch: Batch, doubtful: ReadonlySet<string>): Promise<void> {
  const { county, id, year, day } = batch
  if (Number(day.slice(0, 4)) !== year || day > lastPaymentDay(await deps.policies.inForce(), year))
    return returnForYear(deps, batch)
  const prepared = await thaw(
    deps.outbox,
    present(batch.prepared, 'what an approved batch was prepared with'),
    BatchRow,
  )
  const reason = await noLongerPaid(deps, batch, prepared, doubtful)
  const wanted = prepared.map(({ key }) => key).filter((key) => !reason.has(key))
  for (const key of await deps.payments.claimAll(wanted, year, { county, batch: id })) reason.set(key, 'in-flight')
  const rows = prepared.filter(({ key }) => !reason.has(key))
  const excluded = prepared.flatMap(({ key }): Excluded[] => {
    const why = reason.get(key)
    return why ? [{ key, reason: why }] : []
  })
  const withExcluded = excluded.length > 0 ? { excluded: await freezeExcluded(deps, batch, excluded) } : {}
  if (rows.length === 0) {
    await publishCorrections(deps, batch)
    await deps.batches.advance(batch, 'approving', { state: 'empty', ...withExcluded })
  } else {
    const frozen = await freezeRows(deps, batch, 'frozen', rows)
    await deps.batches.advance(batch, 'approving', { state: 'frozen', frozen, ...withExcluded })
  }
  log('info', { stage: 'batch', what: 'frozen', county, rows: rows.length })
}

async function returnForYear({ batches }: BatchDeps, batch: Batch): Promise<void> {
  const { year, day } = batch
  const reason = outsideYear(year)
  await batches.advance(batch, 'approving', { state: 'returned', returned: { reason, day } })
}

async function noLongerPaid(
  deps: BatchDeps,
  batch: Batch,
  prepared: readonly BatchRow[],
  doubtful: ReadonlySet<string>,
): Promise<Map<string, ExclusionReason>> {
  const keys = prepared.map(({ key }) => key)
  const decided = await decideAgain(deps, batch, keys, doubtful)
  return new Map(
    prepared.flatMap(({ key, fen }): [string, ExclusionReason][] => {
      const now = present(decided.get(key), 'the decision about a prepared person')
      if ('reason' in now) return [[key, now.reason]]
      return now.row.fen === fen ? [] : [[key, 'amount-changed']]
    }),
  )
}

/** Claims outside the frozen rows are given back; a repeat finds claims that came late. */
export async function releaseExcluded(
  deps: BatchDeps,
  { county, id, year, state, prepared, frozen }: Batch,
): Promise<void> {
  if (!prepared || (!frozen && state !== 'empty')) return
  const paid = new Set((frozen ? await thaw(deps.outbox, frozen, BatchRow) : []).map(({ key }) => key))
  const others = (await thaw(deps.outbox, prepared, BatchRow)).filter(({ key }) => !paid.has(key))
  await inChunks(others, 1, async (rows) => {
    for (const { key } of rows) await deps.payments.release(key, year, { county, batch: id })
  })
}

export async function publish(deps: BatchDeps, batch: Batch): Promise<void> {
  const { county, id, state, period, day, at, frozen } = batch
  if (state !== 'frozen') return
  const rows = present(frozen, 'the rows of a frozen batch')
  await askForBatch(deps, batch)
  await deps.frozen.publish({ type: 'batch.frozen', county, period, batch: id, day, at, frozen: rows })
  await deps.batches.advance(batch, 'frozen', { state: 'published' })
}

/** Before a batch is known to pay nobody, since the next one takes its number. */
export async function publishCorrections(deps: BatchDeps, batch: Batch): Promise<void> {
  const request = await askForCorrections(deps, batch)
  if (!request) return
  const { county, period, day, at } = batch
  await deps.frozen.publish({ type: 'corrections.asked', county, period, request: request.id, day, at })
}
