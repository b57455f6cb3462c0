import type { Batch } from '../../schemas/records/batch.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { PLATFORM } from '../../wording/batch-state.ts'
import { whenName } from '../../wording/dates.ts'
import { officeName } from '../../wording/offices.ts'
import { SEND_BACK, TAKE_BACK } from '../../wording/page-names.ts'
import { HAPPENED, STEP_NAMES, turnOf } from '../../wording/steps.ts'
import { stateOf } from '../../wording/upload-state.ts'
import { type Happening, momentOf, type Step } from './steps.tsx'

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
    { name: STEP_NAMES.batch, state: state === 'preparing' ? 'now' : 'done', note: whenName(preparedOn(batch), at) },
    {
      name: STEP_NAMES.approve,
      state: isOver ? 'stop' : frozen ? 'done' : state === 'preparing' ? 'coming' : 'now',
      note:
        frozen && approvedAt
          ? whenName(batch.day, approvedAt)
          : state === 'prepared'
            ? office('social-insurance')
            : undefined,
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

/** 批次 - 审批 - 银行: what finance does is not the bank's to see. */
export const bankSteps = (batch: Batch, policy: Policy): Step[] => batchSteps(batch, undefined, policy).slice(0, 3)

export function batchCourse(batch: Batch): Happening[] {
  const { day, at, preparedBy, approvedAt, approvedBy, frozen, results, returned } = batch
  return [
    { on: preparedOn(batch), at, who: preparedBy.name, what: HAPPENED.prepared },
    ...(approvedAt && approvedBy ? [{ on: day, at: approvedAt, who: approvedBy.name, what: HAPPENED.approved }] : []),
    ...(returned
      ? [{ on: returned.day, who: returned.by?.name ?? PLATFORM, what: returned.withdrawn ? TAKE_BACK : SEND_BACK }]
      : []),
    ...(frozen && results
      ? [{ on: undefined, who: PLATFORM, what: HAPPENED.answered(results.rows, frozen.rows) }]
      : []),
  ]
}

/** `day` is the approval's once there is one. */
const preparedOn = ({ day, at, approvedAt }: Batch): string =>
  (approvedAt && momentOf({ day, at: approvedAt }, at).on) ?? day

/** Of a batch what its bank sees: it was approved, and what has come back since. */
export function bankCourse(
  { day, approvedAt, at, county }: Batch,
  returns: readonly Upload[],
  policy: Policy,
  now: number,
): Happening[] {
  const agency = officeName(policy, { division: county, office: 'social-insurance' })
  return [
    { on: day, at: approvedAt ?? at, who: agency, what: HAPPENED.approved },
    ...returns.map((upload) => ({
      ...{ on: upload.day, at: upload.requestedAt, who: upload.sentBy?.name ?? officeName(policy, upload) },
      ...{ what: HAPPENED.returned(stateOf(upload, now).words), href: `/uploads/${upload.division}/${upload.id}` },
    })),
  ]
}
