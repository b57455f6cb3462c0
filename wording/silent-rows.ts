/** Words about rows that the bank has not answered. */
import { yuan } from '../rules/payments/amount.ts'
import type { BatchRow } from '../schemas/records/batch.ts'

/** As the bank would have returned it. */
export function closedRow(
  batch: string,
  { number, row: { name, id, fen } }: { readonly number: number; readonly row: BatchRow },
  day: string,
): Readonly<Record<string, string>> {
  const said = { 批次号: batch, 序号: String(number), 姓名: name, 身份证号码: id, 金额: yuan(fen) }
  return { ...said, 处理结果代码: '99', 处理日期: day }
}

export const SILENT = {
  back: (batch: string) => `返回批次${batch}`,
  waiting: (rows: number) => `等待另一人确认（${rows}笔）`,
  unasked: (rows: number) => `没有答复的记录（${rows}笔）`,
  askedBy: '按99办结的提出人',
  own: '这些笔是您提出的，由另一位审批人确认。',
  tick: '勾选',
  row: (number: number) => `第${number}笔`,
  more: (rows: number) => `其余${rows}笔在办理以后依次列出。`,
} as const
