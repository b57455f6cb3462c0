import type { Batch } from '../../schemas/records/batch.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { PLATFORM } from '../../wording/batch-state.ts'
import { dayName, timeName } from '../../wording/dates.ts'
import { officeName } from '../../wording/offices.ts'
import { SEND_BACK } from '../../wording/page-names.ts'
import { HAPPENED, STEP_NAMES, turnOf } from '../../wording/steps.ts'
import type { Happening, Step } from '../parts/steps.tsx'

/** What finance was asked for a batch; nothing before its approval. */
export interface BatchMoney {
  readonly id: string
  readonly requested: number
  readonly outstanding: number
}

/** 批次 - 审批 - 银行 - 拨款 - 入账. */
export function batchSteps(batch: Batch, money: BatchMoney | undefined, policy: Policy): Step[] {
  const { county, state, at, approvedAt, frozen, results, year } = batch
  const office = (one: 'social-insurance' | 'bank' | 'finance') =>
    turnOf(officeName(policy, { division: county, office: one }))
  const isOver = state === 'returned' || state === 'empty'
  const answered = frozen !== undefined && results?.rows === frozen.rows && results.unclear === 0
  const isPaid = money !== undefined && money.outstanding === 0
  return [
    { name: STEP_NAMES.batch, state: state === 'preparing' ? 'now' : 'done', note: timeName(at) },
    {
      name: STEP_NAMES.approve,
      state: isOver ? 'stop' : frozen ? 'done' : state === 'preparing' ? 'coming' : 'now',
      note: frozen && approvedAt ? timeName(approvedAt) : state === 'prepared' ? office('social-insurance') : undefined,
    },
    {
      name: STEP_NAMES.bank,
      state: !frozen ? 'coming' : answered ? 'done' : 'now',
      note:
        frozen && (answered ? undefined : `${office('bank')}，${HAPPENED.answered(results?.rows ?? 0, frozen.rows)}`),
    },
    {
      name: STEP_NAMES.allocate,
      state: !money ? 'coming' : isPaid ? 'done' : 'now',
      note: money && !isPaid ? office('finance') : undefined,
      to: money && { href: `/funding/${county}/${money.id}`, what: 'funding-request', division: county },
    },
    {
      name: STEP_NAMES.post,
      state: answered ? 'now' : 'coming',
      note: answered ? office('social-insurance') : undefined,
      to: answered
        ? { href: `/reconciliation/${county}/${year}`, what: 'funding-request', division: county }
        : undefined,
    },
  ]
}

export function batchCourse({ at, preparedBy, approvedAt, approvedBy, frozen, results, returned }: Batch): Happening[] {
  return [
    { at: timeName(at), who: preparedBy.name, what: HAPPENED.prepared },
    ...(approvedAt && approvedBy ? [{ at: timeName(approvedAt), who: approvedBy.name, what: HAPPENED.approved }] : []),
    ...(returned
      ? [
          {
            at: dayName(returned.day),
            who: returned.by?.name ?? PLATFORM,
            what: SEND_BACK,
          },
        ]
      : []),
    ...(frozen && results ? [{ at: '', who: PLATFORM, what: HAPPENED.answered(results.rows, frozen.rows) }] : []),
  ]
}
