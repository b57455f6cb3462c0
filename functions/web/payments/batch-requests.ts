/** One person prepares payments and another approves, each by name. */
import { findAmount, lastPaymentDay } from '../../../rules/payments/amount.ts'
import { nextNumber } from '../../../rules/payments/batch-number.ts'
import { normaliseName } from '../../../rules/rows/normalise.ts'
import {
  type Batch,
  type BatchRequest,
  type BatchReturn,
  BatchRow,
  type BatchState,
  isUnderWay,
} from '../../../schemas/records/batch.ts'
import { thaw } from '../../frozen.ts'
import type { WebDeps } from '../deps.ts'
import { policyInForce, refuse } from '../http/refuse.ts'

/** @throws 409 where the month is not closed, was for another year, or has a batch under way */
export async function prepareBatch(deps: WebDeps, { county, run: id, by }: BatchRequest): Promise<Batch> {
  const run = await deps.runs.get(county, id)
  if (!run?.snapshot || !run.period) throw refuse(409, '该月份还没有办结，不能生成代缴批次。请等办结后再试。')
  const now = deps.now()
  const day = deps.dayOf(now)
  const year = yearOf({ day })
  if (yearOf(run) !== year)
    throw refuse(409, `该月份是按${yearOf(run)}年度认定的，不能用于${year}年度的缴费。请先办结新的月份。`)
  await refuseAfterLastDay(deps, year, day)
  const { period } = run
  const batch = await numbered(deps, { county, period, run: id, year, day, at: now.toISOString(), preparedBy: by })
  await deps.batchQueue.send({ type: 'prepare', county, batch: batch.id })
  return batch
}

/** A failed attempt means that somebody else has begun a batch. */
const ATTEMPTS = 3

async function numbered({ batches }: WebDeps, asked: Omit<Batch, 'id' | 'state'>): Promise<Batch> {
  const { county, year, run, preparedBy } = asked
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const all = await batches.list(county)
    const other = all.find(isUnderWay)
    // A repeat by the same person is the same.
    if (other?.run === run && other.preparedBy === preparedBy) return other
    if (other) throw refuse(409, `批次 ${other.id} 还没有办完，不能再生成新的批次。请先审批或退回这一批。`)
    const batch: Batch = { ...asked, id: nextNumber(all, county, year), state: 'preparing' }
    if (await batches.create(batch)) return batch
  }
  throw refuse(409, '该县（市、区）正在生成另一批次。请刷新页面后再试。')
}

/**
 * The returned batch pays nobody and keeps its number.
 * @throws 409 where it does not wait
 */
export async function returnBatch(deps: WebDeps, batch: Batch, { by, reason }: BatchReturn): Promise<void> {
  const { county, id } = batch
  const returned = { by, reason, day: deps.dayOf(deps.now()) }
  if (await deps.batches.advance(batch, 'prepared', { state: 'returned', returned })) return
  const found = await deps.batches.get(county, id)
  if (found?.returned?.by === by && found.returned.reason === reason) return
  throw refuse(409, found?.state === 'preparing' ? '这一批还在生成，不能退回。请稍候，刷新页面后再试。' : NOT_WAITING)
}

const NOT_WAITING = '这一批不在待审批状态，不能退回。请刷新页面查看。'

/** @throws 409 where both are one person, the year is over, or the batch does not wait */
export async function approveBatch(deps: WebDeps, batch: Batch, by: string): Promise<void> {
  if (normaliseName(batch.preparedBy) === normaliseName(by))
    throw refuse(409, '经办人和审批人不能是同一个人。请由另一位同事审批。')
  // A repeat sends the message again, which may have been lost.
  if (batch.approvedBy !== by) await advance(deps, batch, by)
  await deps.batchQueue.send({ type: 'approve', county: batch.county, batch: batch.id })
}

/** The year is asked in any state, for the batch may have been prepared since. */
async function advance(deps: WebDeps, batch: Batch, by: string): Promise<void> {
  const { county, id, year } = batch
  const day = deps.dayOf(deps.now())
  const now = yearOf({ day })
  if (now > year) throw refuse(409, `这一批是${year}年度的缴费，年度已过，不能再审批。`)
  if (now < year) throw refuse(409, `这一批是${year}年度的缴费，现在是${now}年，还不能审批。`)
  await refuseAfterLastDay(deps, year, day)
  await refuseIfRepriced(deps, county, id)
  if (await deps.batches.advance(batch, 'prepared', { state: 'approving', approvedBy: by, day })) return
  const found = await deps.batches.get(county, id)
  if (found?.approvedBy !== by) throw refuse(409, WHY_NOT[found?.state ?? 'published'])
}

async function refuseAfterLastDay(deps: WebDeps, year: number, day: string): Promise<void> {
  const last = lastPaymentDay(await policyInForce(deps), year)
  if (day > last) throw refuse(409, `${year}年度的缴费已于${last}截止，不能再生成或审批批次。`)
}

/** Whoever approves answers for the sum shown; repriced rows would be left out of it. */
async function refuseIfRepriced(deps: WebDeps, county: string, id: string): Promise<void> {
  const prepared = (await deps.batches.get(county, id))?.prepared
  if (!prepared) return
  const [policy, rows] = await Promise.all([policyInForce(deps), thaw(deps.outbox, prepared, BatchRow)])
  const isOther = ({ business, category, year, fen }: BatchRow) =>
    business !== 'claim' && findAmount(policy, county, category, year) !== fen
  const changed = rows.filter(isOther).length
  if (changed > 0)
    throw refuse(409, `代缴标准在生成批次以后有调整，其中${changed}笔的金额已不同，不能审批。请退回这一批，重新生成。`)
}

const HANDLED = '这一批已经审批，可能是别人处理的。请刷新页面查看。'
const WHY_NOT: Record<BatchState, string> = {
  preparing: '这一批还在生成，不能审批。请稍候，刷新页面后再审批。',
  empty: '这一批没有可以缴费的人员，不用审批。',
  prepared: '这一批不在待审批状态。请刷新页面查看。',
  returned: '这一批已经退回，不能审批。请查看退回原因，重新生成批次。',
  approving: HANDLED,
  frozen: HANDLED,
  published: HANDLED,
}

const yearOf = ({ day }: { day: string }): number => Number(day.slice(0, 4))
