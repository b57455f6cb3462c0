/**
 * Batches that were instructed and that the table does not know, since it was restored from a backup: nobody is paid before their
 * claims and records are there again (docs/adr/0047-instructed-twice.md).
 */
import { claimedBy } from '../../rules/payments/results.ts'
import { present } from '../../schemas/present.ts'
import { type Batch, BatchRow } from '../../schemas/records/batch.ts'
import { log } from '../shared/stages/log.ts'
import { thaw } from '../shared/work/frozen.ts'
import type { BatchDeps } from './deps.ts'

/**
 * Of every county, since a person may be listed in two.
 * @param year also the year before is looked at, whose batches the bank may still have
 * @returns what was found again, to be published
 */
export async function findAgain(deps: BatchDeps, year: number): Promise<Batch[]> {
  const instructed = (await Promise.all([deps.instructions.ofYear(year - 1), deps.instructions.ofYear(year)])).flat()
  const lost: Batch[] = []
  for (const [county, ofCounty] of Map.groupBy(instructed, (one) => one.county)) {
    const known = await deps.batches.since(county, year - 1)
    const hasRows = new Set(known.flatMap(({ id, frozen }) => (frozen ? [id] : [])))
    for (const { id } of ofCounty) if (!hasRows.has(id)) lost.push(await deps.instructions.get(id))
  }
  // A person whose row failed may stand in a later one, of another county.
  lost.sort((a, b) => (decidedAt(a) < decidedAt(b) ? -1 : 1))
  for (const batch of lost) await putBack(deps, batch)
  if (lost.length > 0)
    log('error', { stage: 'batch', what: 'instructed batches were lost and are found again', records: lost.length })
  return lost
}

const decidedAt = ({ approvedAt, at }: Batch): string => approvedAt ?? at

/** Claims first: the record says that they are there. */
async function putBack(deps: BatchDeps, batch: Batch): Promise<void> {
  const { county, id, frozen } = batch
  const rows = await thaw(deps.outbox, present(frozen, 'the rows of an instructed batch'), BatchRow)
  for (const [what, of] of Map.groupBy(rows, claimedBy)) {
    const keys = of.map(({ key }) => key)
    await deps.payments.claimAnew(keys, what, { county, batch: id })
  }
  await deps.batches.putBack({ ...batch, foundAgain: true })
}
