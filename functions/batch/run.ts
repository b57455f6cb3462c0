/**
 * A batch's steps are conditional and safe to repeat; preparation and approval begin when every accepted list of any
 * county is matched (ADR 14).
 */
import { Fault } from '../../schemas/fault.ts'
import type { ToBatch } from '../../schemas/messages/to-batch.ts'
import { present } from '../../schemas/present.ts'
import { type Batch, isUnderWay } from '../../schemas/records/batch.ts'
import { log } from '../shared/stages/log.ts'
import { awaitMatched } from '../shared/work/awaited.ts'
import { approve, publish, releaseExcluded } from './approve.ts'
import { askAfterClose } from './ask-finance.ts'
import type { BatchDeps } from './deps.ts'
import { findAgain } from './find-again.ts'
import { prepare } from './prepare.ts'

export async function run(deps: BatchDeps, message: ToBatch): Promise<void> {
  if (message.type === 'snapshot.ready') return askAfterClose(deps, message)
  if (message.type === 'find-again') return publishFound(deps, message.year)
  const { type, county, batch: id } = message
  const asked = await deps.batches.get(county, id)
  if (!asked) throw new Fault('batch-missing', 'a batch that is not there')
  if (isUnderWay(asked)) await publishFound(deps, asked.year)
  // The number may have been another batch's before.
  const batch = present(await deps.batches.get(county, id), 'a batch that was asked for', 'batch-missing')
  return type === 'prepare' ? runPrepare(deps, batch) : runApprove(deps, batch)
}

/** @throws what cannot be read, when the others are published: whom it paid nobody knows */
async function publishFound(deps: BatchDeps, year: number): Promise<void> {
  const { found, unreadable } = await findAgain(deps, year)
  for (const batch of found) {
    await releaseExcluded(deps, batch)
    await publish(deps, batch)
  }
  if (unreadable) throw unreadable
}

async function runPrepare(deps: BatchDeps, batch: Batch): Promise<void> {
  const { county, id } = batch
  if (batch.state === 'preparing') {
    const doubtful = await whenMatched(deps, batch, 'prepare')
    if (!doubtful) return
    await prepare(deps, batch, doubtful)
  }
  // An empty batch gives its number to the next one, so nobody is told of it.
  if ((await deps.batches.get(county, id))?.state === 'prepared')
    await deps.deadlinesQueue.send({ type: 'batch.prepared', county, batch: id })
}

async function runApprove(deps: BatchDeps, batch: Batch): Promise<void> {
  const { county, id } = batch
  if (batch.state === 'approving') {
    const doubtful = await whenMatched(deps, batch, 'approve')
    if (!doubtful) return
    await approve(deps, batch, doubtful)
  }
  const settled = present(await deps.batches.get(county, id), 'the batch to be approved', 'batch-missing')
  await releaseExcluded(deps, settled)
  await publish(deps, settled)
  await deps.deadlinesQueue.send({ type: 'cases.moved', county, day: settled.day, by: id })
  if (settled.excluded) await deps.deadlinesQueue.send({ type: 'batch.excluded', county, batch: id })
}

/** @returns counties whose facts may lack, or undefined while lists are waited for */
async function whenMatched(
  deps: BatchDeps,
  batch: Batch,
  step: 'prepare' | 'approve',
): Promise<ReadonlySet<string> | undefined> {
  const policy = await deps.policies.inForce()
  const counties = policy.counties.map(({ code }) => code)
  const categories = policy.categories.map(({ code }) => code)
  const { waitingFor, doubtful } = await awaitMatched(deps, { counties, categories }, [step, batch.county, batch.id])
  if (waitingFor.length === 0) return doubtful
  await deps.batches.waitFor(batch, waitingFor)
  log('info', {
    stage: 'batch',
    what: 'lists are still being matched',
    county: batch.county,
    records: waitingFor.length,
  })
  return undefined
}
