/** Words about persons over whom two counties, or two lists, disagree. */
import { standingReason } from './standings.ts'

export const CONFLICT_WORDS = {
  other: '对方县（市、区）',
  hint: '两县都在名单上、都有参保登记，或者在外县参保的人员，按今天的情况列出。只列姓名、身份证号码和对方县。',
  none: '没有两县重复的人员。办结本月以后，新发现的列在这里。',
  settled: '已经认定',
  unanswered: '逾期未答复',
  inBatch: '在待审批的批次中',
  stead: '由市认定：由对方县负责',
  noCorrections: '没有要更正的行。社保经办机构退回更正的，列在这里，更正以后重新报送。',
  correct:
    '以下人员在本单位名单上的姓名与参保登记不一致，社保经办机构已退回更正。请核对证件：名单有误的，更正后重新报送；无误的，请告知社保经办机构。',
} as const

export const conflictName = (reason: string): string => standingReason(reason)
