/** Prepares the cases that are ready today. */
import { inOrder } from '../../rules/payments/batch-row.ts'
import { Fault } from '../../schemas/fault.ts'
import type { Batch } from '../../schemas/records/batch.ts'
import { log } from '../shared/stages/log.ts'
import { askForCorrections } from './ask-finance.ts'
import { candidates } from './candidates.ts'
import { decideAgain } from './decide-again.ts'
import type { BatchDeps } from './deps.ts'
import { freezeRows } from './rows.ts'

export async function prepare(deps: BatchDeps, batch: Batch, doubtful: ReadonlySet<string>): Promise<void> {
  const run = await deps.runs.get(batch.county, batch.run)
  if (!run?.snapshot) throw new Fault('period-open', 'a batch of a period that is not closed')
  const decided = await decideAgain(deps, batch, await candidates(deps, batch), doubtful)
  const rows = inOrder([...decided.values()].flatMap((one) => ('row' in one ? [one.row] : [])))
  if (rows.length === 0) {
    // Before the batch is known to pay nobody, since the next one takes its number.
    await askForCorrections(deps, batch)
    await deps.batches.advance(batch, 'preparing', { state: 'empty' })
    return
  }
  const prepared = await freezeRows(deps, batch, 'prepared', rows)
  await deps.batches.advance(batch, 'preparing', { state: 'prepared', prepared })
  log('info', { stage: 'batch', what: 'prepared', county: batch.county, rows: rows.length })
}
