/** Why a list waits for a second person, in words (RULES section 3, "Listings"). */
import type { HeldReason } from '../schemas/codes.ts'

const REASONS: Record<HeldReason, string> = {
  'many-ended': '不再列入的人数较多',
  'half-ended': '不再列入的人数超过现有人数的一半',
  'unread-sheet': '有工作表未读取',
  'no-line-end': '文件末尾不完整，可能没有传全',
  'nameless-row': '有退回的行看不出是哪一位人员',
  'most-returned': '半数以上的行被退回',
  'mode-contradicted': '文件中写明的名单类型与报送时选择的不一致',
  'nil-return': '零报告表示没有人员，而现行名单上有人员',
}

/** `不再列入的人数较多；有工作表未读取`; empty where nothing is known. */
export function heldBecause(reasons: readonly HeldReason[] = []): string {
  return reasons.map((reason) => REASONS[reason]).join('；')
}
