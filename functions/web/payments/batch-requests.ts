/** One person prepares payments and another approves. */
import { findAmount, lastPaymentDay } from '../../../rules/payments/amount.ts'
import { nextNumber } from '../../../rules/payments/batch-number.ts'
import { isOfOne } from '../../../rules/payments/resting-rows.ts'
import type { Signature } from '../../../schemas/records/account.ts'
import {
  type Batch,
  type BatchRequest,
  type BatchReturn,
  BatchRow,
  hasContributions,
  isUnderWay,
} from '../../../schemas/records/batch.ts'
import { periodName } from '../../../wording/dates.ts'
import { thaw } from '../../shared/work/frozen.ts'
import type { WebDeps } from '../deps.ts'
import { type Refusal, refuse } from '../http/refuse.ts'
import { restingRows } from './batch-review.ts'

/** @throws 409 where the month is not closed, not the last one that was, or of another year, or a batch is under way */
export async function prepareBatch(deps: WebDeps, { county, run: id }: BatchRequest, by: Signature): Promise<Batch> {
  const run = await deps.runs.get(county, id)
  if (!run?.snapshot || !run.period) throw refuse('run-unfinished')
  const book = await deps.caseBooks.get(county)
  if (book && book.run !== id) throw refuse('run-not-last', periodName(book.period))
  const now = deps.now()
  const day = deps.dayOf(now)
  const year = yearOf({ day })
  if (yearOf(run) !== year) throw refuse('run-of-other-year', yearOf(run), year)
  const { period } = run
  const batch = await numbered(deps, { county, period, run: id, year, day, at: now.toISOString(), preparedBy: by })
  await deps.batchQueue.send({ type: 'prepare', county, batch: batch.id })
  return batch
}

/** A failed attempt means another batch has begun. */
const ATTEMPTS = 3

async function numbered({ batches }: WebDeps, asked: Omit<Batch, 'id' | 'state'>): Promise<Batch> {
  const { county, year, run, preparedBy } = asked
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const all = await batches.list(county)
    const other = all.find(isUnderWay)
    // A repeat by the same person is the same.
    if (other?.run === run && other.preparedBy.account === preparedBy.account) return other
    if (other) throw refuse('batch-under-way', other.id)
    const batch: Batch = { ...asked, id: nextNumber(all, county, year), state: 'preparing' }
    if (await batches.create(batch)) return batch
  }
  throw refuse('batch-just-begun')
}

/**
 * The returned batch pays nobody and keeps its number.
 * @throws 409 where it does not wait
 */
export async function returnBatch(deps: WebDeps, batch: Batch, { reason }: BatchReturn, by: Signature): Promise<void> {
  await giveBack(deps, batch, { by, reason, day: deps.dayOf(deps.now()) })
}

/**
 * By the office that prepared it: likewise nobody is paid.
 * @throws 409 where it does not wait
 */
export async function takeBatchBack(
  deps: WebDeps,
  batch: Batch,
  { reason }: BatchReturn,
  by: Signature,
): Promise<void> {
  await giveBack(deps, batch, { by, reason, day: deps.dayOf(deps.now()), withdrawn: true })
}

async function giveBack(
  { batches }: Pick<WebDeps, 'batches'>,
  batch: Batch,
  returned: NonNullable<Batch['returned']>,
): Promise<void> {
  if (await batches.advance(batch, 'prepared', { state: 'returned', returned })) return
  const found = await batches.get(batch.county, batch.id)
  const was = found?.returned
  // A repeat of the same act is the same.
  if (
    was?.by?.account === returned.by?.account &&
    was?.reason === returned.reason &&
    was.withdrawn === returned.withdrawn
  )
    return
  const act = returned.withdrawn ? 'withdraw' : 'return'
  throw found?.state === 'preparing' ? refuse('batch-preparing', act) : refuse('batch-not-returnable', act)
}

/** @throws 409 where both are one person, the year is over, or the batch does not wait */
export async function approveBatch(deps: WebDeps, batch: Batch, by: Signature): Promise<void> {
  if (batch.preparedBy.account === by.account) throw refuse('same-person')
  // A repeat replaces a lost message.
  if (batch.approvedBy?.account !== by.account) await advance(deps, batch, by)
  await deps.batchQueue.send({ type: 'approve', county: batch.county, batch: batch.id })
}

/** Why the person cannot approve the batch as it is today; undefined where they can. */
export async function keptFromApproval(deps: WebDeps, batch: Batch, by: Signature): Promise<Refusal | undefined> {
  const { county, id, year } = batch
  if (batch.preparedBy.account === by.account) return refuse('same-person')
  const day = deps.dayOf(deps.now())
  const now = yearOf({ day })
  if (now > year) return refuse('batch-of-past-year', year)
  if (now < year) return refuse('batch-of-coming-year', year, now)
  const last = hasContributions(batch) ? lastPaymentDay(await deps.policies.inForce(), year) : undefined
  if (last !== undefined && day > last) return refuse('payments-closed', year, last)
  const rows = await preparedRows(deps, county, id)
  return (await repriced(deps, county, rows)) ?? (await settledAlone(deps, rows, by))
}

/** The year is asked in any state, for the batch may have been prepared since. */
async function advance(deps: WebDeps, batch: Batch, by: Signature): Promise<void> {
  const { county, id } = batch
  const kept = await keptFromApproval(deps, batch, by)
  if (kept) throw kept
  const day = deps.dayOf(deps.now())
  if (
    await deps.batches.advance(batch, 'prepared', {
      state: 'approving',
      approvedBy: by,
      approvedAt: deps.now().toISOString(),
      day,
    })
  )
    return
  const found = await deps.batches.get(county, id)
  if (found?.approvedBy?.account !== by.account) throw notApprovable(found)
}

async function preparedRows({ batches, outbox }: WebDeps, county: string, id: string): Promise<readonly BatchRow[]> {
  const prepared = (await batches.get(county, id))?.prepared
  return prepared ? thaw(outbox, prepared, BatchRow) : []
}

/** The second person answers for the sum shown; repriced rows would be left out of it. */
async function repriced(deps: WebDeps, county: string, rows: readonly BatchRow[]): Promise<Refusal | undefined> {
  const policy = await deps.policies.inForce()
  const isOther = ({ business, category, year, fen }: BatchRow) =>
    business !== 'claim' && findAmount(policy, county, category, year) !== fen
  const changed = rows.filter(isOther).length
  return changed > 0 ? refuse('batch-repriced', changed) : undefined
}

async function settledAlone(deps: WebDeps, rows: readonly BatchRow[], by: Signature): Promise<Refusal | undefined> {
  const resting = await restingRows(deps, rows)
  const own = resting.filter((row) => isOfOne(row, by.account)).length
  return own > 0 ? refuse('settled-alone', own) : undefined
}

function notApprovable(batch: Batch | undefined): Refusal {
  switch (batch?.state ?? 'published') {
    case 'preparing':
      return refuse('batch-preparing', 'approve')
    case 'empty':
      return refuse('batch-empty')
    case 'prepared':
      return refuse('batch-not-approvable')
    case 'returned':
      return refuse('batch-returned', batch?.returned?.withdrawn ? 'withdraw' : 'return')
    case 'approving':
    case 'frozen':
    case 'published':
      return refuse('batch-handled')
  }
}

const yearOf = ({ day }: { day: string }): number => Number(day.slice(0, 4))
