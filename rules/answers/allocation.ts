/** Rows of 拨款确认 (docs/cases.md#allocations). */
import { present } from '../../schemas/present.ts'
import type { FundingRequest } from '../../schemas/records/funding-request.ts'
import { compact } from '../rows/normalise.ts'
import type { AnswerRow } from './answer-row.ts'
import { fenIn, referenceForm } from './numbers.ts'

export interface AllocationContext {
  /** On which the file came. */
  readonly day: string
  /** With what earlier rows of the file brought; undefined where nobody made it. */
  readonly request: Pick<FundingRequest, 'requested' | 'day' | 'allocations'> | undefined
  /** Earlier rows of the file for the request and voucher, returned ones too. */
  readonly earlier: readonly Allocated[]
}

export interface Allocated {
  readonly fen: number | undefined
  readonly day: string | undefined
}

export const requestNumberIn = (row: AnswerRow): string => referenceForm(row.text('申请编号'))
/** A request's record has room for so much of each. */
const LONGEST_VOUCHER = 100
export function voucherIn(row: AnswerRow): string {
  const voucher = compact(row.text('凭证号')).slice(0, LONGEST_VOUCHER)
  // What every object has by that name already would be taken for an allocation.
  return voucher in Object.prototype ? voucher.toUpperCase() : voucher
}
export const allocatedIn = (row: AnswerRow): Allocated => ({ fen: amountIn(row, '拨付金额'), day: row.day('拨付日期') })

const amountIn = (row: AnswerRow, heading: string) => fenIn(row.text(heading), row.isNumber(heading))
const isWhole = ({ fen, day }: Allocated) => fen !== undefined && day !== undefined
const isSame = (one: Allocated, other: Allocated) => one.fen === other.fen && one.day === other.day

export function judgeAllocation(row: AnswerRow, { day, request, earlier }: AllocationContext): void {
  const said = allocatedIn(row)
  const { fen, day: on } = said
  if (!request) row.add('request-unknown', '申请编号')
  else if (amountIn(row, '申请金额') !== request.requested) row.add('amount-mismatch', '申请金额')
  if (fen === undefined || fen === 0) row.add('code-unknown', '拨付金额')
  if (on === undefined) row.add('code-unknown', '拨付日期')
  else if (on > day || (request && on < request.day)) row.add('date-unfit', '拨付日期')
  if (voucherIn(row) === '') row.add('voucher-missing', '凭证号')
  if (fen === undefined || on === undefined) return
  const known = request?.allocations[voucherIn(row)]
  const others = [...earlier.filter(isWhole), ...(known ? [known] : [])]
  if (earlier.some((one) => isSame(one, said))) row.add('duplicate-row', '凭证号')
  if (others.some((one) => !isSame(one, said))) row.add('voucher-conflict', '凭证号')
  const isNew = !(known && isSame(known, said))
  if (request && isNew && fen < 0 && sumOf(request) + fen < 0) row.add('below-zero', '拨付金额')
}

const sumOf = ({ allocations }: Pick<FundingRequest, 'allocations'>): number =>
  Object.values(allocations).reduce((sum, { fen }) => sum + fen, 0)

/** What a row says that has no fault. */
export function allocationIn(row: AnswerRow, order: string): FundingRequest['allocations'][string] {
  const { fen, day } = allocatedIn(row)
  return { fen: present(fen, 'the amount of an accepted row'), day: present(day, 'the day of an accepted row'), order }
}
