/** Words of a bank return that is filled in already but for what the bank says. */
import { yuan } from '../rules/payments/amount.ts'
import type { BatchRow } from '../schemas/records/batch.ts'
import { HEADINGS } from './headings.ts'

/** By heading, with the control in a last row. */
export function returnRows(
  batch: string,
  rows: readonly (Pick<BatchRow, 'name' | 'id' | 'fen'> & { readonly row: number })[],
): Readonly<Record<string, string>>[] {
  const sum = rows.reduce((all, { fen }) => all + fen, 0)
  return [
    ...rows.map(({ row, name, id, fen }) => ({
      ...{ 批次号: batch, 序号: String(row), 姓名: name, 身份证号码: id, 金额: yuan(fen) },
    })),
    { 批次号: HEADINGS.total, 序号: String(rows.length), 金额: yuan(sum) },
  ]
}

export const returnTemplateName = (batch: string) => `缴费登记回盘-${batch}.xlsx`
