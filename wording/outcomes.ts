/** Outcomes and reasons (docs/rules.md#outcomes), in a table's order. */
import type { Outcome, Reason } from '../schemas/codes.ts'

export const OUTCOME_NAMES: Record<Outcome, string> = {
  enrol: '待参保',
  pay: '待代缴',
  claim: '待申领',
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

export const REASON_NAMES: Record<Reason, string> = {
  'name-conflict': '姓名不一致',
  'register-incomplete': '参保登记信息不全',
  'two-counties': '两县名单重复',
  'duplicate-enrolment': '两县重复参保',
  'enrolled-elsewhere': '在外县参保',
  suspended: '待遇暂停',
  enrolled: '已参保未领取',
  'not-enrolled': '未参保',
}

/** `待复核（姓名不一致）` */
export function outcomeName({ outcome, reason }: { readonly outcome: Outcome; readonly reason?: Reason | undefined }) {
  return reason ? `${OUTCOME_NAMES[outcome]}（${REASON_NAMES[reason]}）` : OUTCOME_NAMES[outcome]
}
