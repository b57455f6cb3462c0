/** Names and subjects of a day's notices, by kind. */
import type { NoticeKind } from '../../schemas/records/notice.ts'
import { monthAndDay } from '../dates.ts'
import { TIMELINESS } from '../timeliness.ts'

/** Heads a section, too, where one letter brings several kinds. */
export const NOTICE_NAMES: Record<NoticeKind, string> = {
  moved: '截止日期调整',
  overdue: TIMELINESS.missing,
  reminder: '即将到期',
  escalation: '有关单位逾期',
}

/** Of a letter with one kind alone; `names` as in `低保对象新增名单等2项`. */
export const NOTICE_SUBJECTS: Record<NoticeKind, (count: number, names: string, due: string) => string> = {
  moved: (count) => `截止日期调整通知：${count}项报表`,
  overdue: (_, names) => `${NOTICE_NAMES.overdue}：${names}`,
  reminder: (_, names, due) => `请于${monthAndDay(due)}24时前报送${names}`,
  escalation: (count) => `有关单位逾期未报情况：${count}项`,
}
