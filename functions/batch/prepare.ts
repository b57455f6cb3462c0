/** Prepares the ready cases of a closed period, decided again for today. */
import { Fault } from '../../schemas/fault.ts'
import type { Batch, BatchRow } from '../../schemas/records/batch.ts'
import { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { thaw } from '../frozen.ts'
import { log } from '../log.ts'
import { publishCorrections } from './approve.ts'
import { decideAgain } from './decide-again.ts'
import type { BatchDeps } from './deps.ts'
import { freezeRows } from './rows.ts'

export async function prepare(deps: BatchDeps, batch: Batch, doubtful: ReadonlySet<string>): Promise<void> {
  const run = await deps.runs.get(batch.county, batch.run)
  if (!run?.snapshot) throw new Fault('period-open', 'a batch of a period that is not closed')
  const closed = await thaw(deps.outbox, run.snapshot, SnapshotRow)
  const keys = closed.filter(({ decision }) => decision.outcome === 'pay').map(({ key }) => key)
  const claimed = await deps.payments.get(keys, batch.year)
  // Nobody is in two batches, of any county.
  const isFree = (key: string) => {
    const state = claimed.get(key)?.state
    return state === undefined || state === 'failed' || state === 'released'
  }
  const decided = await decideAgain(deps, batch, keys.filter(isFree), doubtful)
  const rows = [...decided.values()].flatMap((one) => ('row' in one ? [one.row] : [])).sort(inOrder)
  if (rows.length === 0) {
    await publishCorrections(deps, batch)
    await deps.batches.advance(batch, 'preparing', { state: 'empty' })
    return
  }
  const prepared = await freezeRows(deps, batch, 'prepared', rows)
  await deps.batches.advance(batch, 'preparing', { state: 'prepared', prepared })
  log('info', { stage: 'batch', what: 'prepared', county: batch.county, rows: rows.length })
}

function inOrder(a: BatchRow, b: BatchRow): number {
  const [left, right] = [a, b].map(({ township, id }) => `${township} ${id}`) as [string, string]
  return left < right ? -1 : left > right ? 1 : 0
}
