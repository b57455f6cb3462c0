/** The outcomes of docs/rules.md#outcomes, in the order in which a table shows them. */
import type { Outcome } from '../schemas/codes.ts'

export const OUTCOME_NAMES: Record<Outcome, string> = {
  enrol: '待参保',
  pay: '待代缴',
  claim: '待申领待遇',
  review: '待复核',
  sponsored: '已代缴',
  'self-paid': '个人已缴',
  drawing: '已领取待遇',
  'other-scheme': '参加其他养老保险',
  student: '在校学生',
  'under-16': '未满16周岁',
  deceased: '死亡',
}
export const OUTCOMES = Object.keys(OUTCOME_NAMES) as Outcome[]
