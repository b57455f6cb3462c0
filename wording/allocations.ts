/** Words of an allocation that is recorded on a page, as a row of its form. */
import { yuan } from '../rules/payments/amount.ts'
import type { FundingRequest } from '../schemas/records/funding-request.ts'

/** By column; ids and names of fields. */
export const ALLOCATION_FIELDS = {
  amount: 'allocation-amount',
  day: 'allocation-day',
  voucher: 'allocation-voucher',
} as const
type AllocationField = keyof typeof ALLOCATION_FIELDS

export const ALLOCATION_COLUMNS: Readonly<Record<AllocationField, string>> = {
  amount: '拨付金额',
  day: '拨付日期',
  voucher: '凭证号',
}

export const FIELD_OF_HEADING: Readonly<Record<string, string>> = Object.fromEntries(
  (Object.keys(ALLOCATION_FIELDS) as AllocationField[]).map((field) => [
    ALLOCATION_COLUMNS[field],
    ALLOCATION_FIELDS[field],
  ]),
)

export const RECORD_ALLOCATION = '拨付登记'

/** By heading. */
export function allocationRow(
  { id, requested }: Pick<FundingRequest, 'id' | 'requested'>,
  said: Readonly<Partial<Record<(typeof ALLOCATION_FIELDS)[AllocationField], string>>>,
): Readonly<Record<string, string>> {
  return {
    ...{ 申请编号: id, 申请金额: yuan(requested) },
    [ALLOCATION_COLUMNS.amount]: said[ALLOCATION_FIELDS.amount] ?? '',
    [ALLOCATION_COLUMNS.day]: said[ALLOCATION_FIELDS.day] ?? '',
    [ALLOCATION_COLUMNS.voucher]: said[ALLOCATION_FIELDS.voucher] ?? '',
  }
}

export const allocationTemplateName = (county: string) => `${county}拨款确认模板.xlsx`
