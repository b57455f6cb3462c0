/**
 * Batches that were instructed and that the table does not know, since it was restored from a backup: nobody is paid before their
 * claims and records are there again (docs/adr/0047-instructed-twice.md).
 */
import { claimedBy } from '../../rules/payments/results.ts'
import { present } from '../../schemas/present.ts'
import { type Batch, BatchRow, type PaymentClaim } from '../../schemas/records/batch.ts'
import type { Instructed } from '../../stores/objects/instructions.ts'
import { log } from '../shared/stages/log.ts'
import { unreadableObject } from '../shared/stages/unreadable.ts'
import { thaw } from '../shared/work/frozen.ts'
import { askForBatch } from './ask-finance.ts'
import type { BatchDeps } from './deps.ts'

/**
 * Of every county, since a person may be listed in two.
 * @param year also the year before is looked at, whose batches the bank may still have
 * @returns what was found again, to be published; what cannot be read holds up nothing else that is found
 */
export async function findAgain(deps: BatchDeps, year: number): Promise<{ found: Batch[]; unreadable?: unknown }> {
  const instructed = (await Promise.all([deps.instructions.ofYear(year - 1), deps.instructions.ofYear(year)])).flat()
  const lost: Instructed[] = []
  const found: Batch[] = []
  let unreadable: unknown
  const ifReadable = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      if (unreadableObject(error) === undefined) throw error
      unreadable ??= error
    }
  }
  for (const [county, ofCounty] of Map.groupBy(instructed, (one) => one.county)) {
    const known = await deps.batches.since(county, year - 1)
    const hasRows = new Set(known.flatMap(({ id, frozen }) => (frozen ? [id] : [])))
    for (const { id } of ofCounty)
      if (!hasRows.has(id)) await ifReadable(async () => void lost.push(await deps.instructions.get(id)))
  }
  // What is netted by a later one was asked for before.
  lost.sort((a, b) => (frozenAt(a.batch) < frozenAt(b.batch) ? -1 : 1))
  for (const one of lost)
    await ifReadable(async () => {
      await putBack(deps, one, lost)
      found.push(one.batch)
    })
  if (found.length > 0)
    log('error', { stage: 'batch', what: 'instructed batches were lost and are found again', records: found.length })
  return { found, unreadable }
}

const frozenAt = ({ frozenAt, at }: Batch): string => frozenAt ?? at

/** Claims first: the record says that they are there. */
async function putBack(deps: BatchDeps, { batch, asked }: Instructed, lost: readonly Instructed[]): Promise<void> {
  const { county, id, frozen } = batch
  const rows = await thaw(deps.outbox, present(frozen, 'the rows of an instructed batch'), BatchRow)
  // A person whose row failed may stand in a later one, of another county.
  const isLater = async (claim: Pick<PaymentClaim, 'county' | 'batch'>) => {
    const own = lost.find((one) => one.batch.id === claim.batch)?.batch
    const other = own ?? (await deps.batches.get(claim.county, claim.batch))
    return other?.frozen !== undefined && frozenAt(other) > frozenAt(batch)
  }
  for (const [what, of] of Map.groupBy(rows, claimedBy)) {
    const keys = of.map(({ key }) => key)
    await deps.payments.claimAnew(keys, what, { county, batch: id }, isLater)
  }
  await askForBatch(deps, batch, asked)
  await deps.batches.putBack({ ...batch, foundAgain: true })
}
