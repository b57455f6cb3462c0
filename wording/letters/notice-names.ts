/** Names and subjects of notices. */
import type { NoticeKind } from '../../schemas/records/notice.ts'
import { monthAndDay } from '../dates.ts'
import { TIMELINESS } from '../timeliness.ts'

export const NOTICE_NAMES: Record<NoticeKind, string> = {
  moved: '截止日期调整',
  overdue: TIMELINESS.missing,
  reminder: '即将到期',
  escalation: '有关单位逾期',
  'case-overdue': '案件逾期未办',
  'case-escalation': '有关单位案件逾期',
}

/** Subjects of letters with one kind; `names` is `低保对象新增名单等2项`. */
export const NOTICE_SUBJECTS: Record<NoticeKind, (count: number, names: string, due: string) => string> = {
  moved: (count) => `截止日期调整通知：${count}项报表`,
  overdue: (_, names) => `${NOTICE_NAMES.overdue}：${names}`,
  reminder: (_, names, due) => `请于${monthAndDay(due)}24时前报送${names}`,
  escalation: (count) => `有关单位逾期未报情况：${count}项`,
  'case-overdue': (_, names) => `${NOTICE_NAMES['case-overdue']}：${names}`,
  'case-escalation': (count) => `${NOTICE_NAMES['case-escalation']}：${count}项`,
}
