/** Reasons why a list is held (docs/rules.md#held-lists). */
import type { InTheWay } from '../rules/roster/held-list.ts'
import type { HeldReason } from '../schemas/codes.ts'

const HELD_REASON_NAMES: Record<HeldReason, string> = {
  'many-ended': '不再列入的人数超过规定比例',
  'half-ended': '一半以上的人员不再列入',
  'unread-sheet': '有工作表未读取，里面可能还有人员',
  'no-line-end': '文件末尾没有换行，可能没有传完整',
  'nameless-row': '退回的行中有姓名和身份证号码都读不出的人员',
  'most-returned': '一半以上的行被退回',
  'mode-contradicted': '文件里写的名单类型与上传时所选的不一致',
  'nil-return': '名单上还有人员，而本次报的是零报告',
}

export const NOT_CONFIRMED: Record<InTheWay, string> = {
  'later-list':
    '之后又报送了一份全部名单，这一份不再确认，不再列入的人员以最近的一份为准。这一份有误的，请撤回；无误的，无须其他操作。',
  forgotten: '之后报送的名单太多，这一份不能再确认。请重新报送现在的全部名单。',
}

export function heldReasons(reasons: readonly HeldReason[] = []): string {
  return reasons.map((reason) => HELD_REASON_NAMES[reason]).join('；')
}
