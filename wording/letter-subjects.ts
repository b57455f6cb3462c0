/** Subjects of letters, by kind: forms, days, counts and sums, never a person. */
import { yuan } from '../rules/payments/amount.ts'
import type { LetterEvent } from '../schemas/messages/to-deadlines.ts'
import type { NoticeKind } from '../schemas/records/notice.ts'
import { BATCH_STATES } from './batch-state.ts'
import { monthAndDay } from './dates.ts'
import { TIMELINESS } from './timeliness.ts'
import { UPLOAD_WORDS } from './upload-state.ts'

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

/** The state by which the upload's list and receipt call it, or what has changed since. */
export const UPLOAD_LETTER_HEADS = {
  failed: UPLOAD_WORDS.failed,
  refused: UPLOAD_WORDS.refused,
  held: UPLOAD_WORDS.held,
  'not-confirmed': UPLOAD_WORDS['not-confirmed'],
  accepted: UPLOAD_WORDS.accepted,
  withdrawn: UPLOAD_WORDS.withdrawn,
  'sent-back': UPLOAD_WORDS['sent-back'],
  returned: (rows: number) => `有${rows}行被退回`,
  overtaken: '已有更晚的全部名单',
  changed: '人员变动有更新',
} as const

/** Of letters that an event brings; an upload's have one for each state. */
export const EVENT_SUBJECTS = {
  'batch.prepared': (batch: string, rows: number, fen: number) =>
    `批次${BATCH_STATES.prepared.words}：${batch}，${rows}笔，${yuan(fen)}元`,
  'batch.excluded': (batch: string, persons: number) => `批次${batch}：${persons}人未列入`,
  'allocation.short': (missingFen: number) => `代缴资金拨付不足：差${yuan(missingFen)}元`,
} satisfies Record<Exclude<LetterEvent['type'], `upload.${string}`>, unknown>
