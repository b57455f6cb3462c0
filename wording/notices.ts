/** What an office was told, on its page of notices. */
import type { ToldKind } from '../schemas/records/mailing.ts'

export const TOLD_KINDS: Record<ToldKind, string> = {
  deadlines: '到期提醒',
  'upload.settled': '报送结果',
  'upload.failed': '报送结果',
  'answer.taken': '等待办理',
  'batch.prepared': '代缴批次',
  'batch.excluded': '代缴批次',
  'allocation.short': '资金拨付',
  'return.sent-back': '统计报送',
  'returns.to-sum-up': '统计报送',
  'consolidation.submitted': '统计报送',
  'order.issued': '督办',
  'order.answered': '督办',
  'order.returned': '督办',
  'duty.urged': '催办',
  'thing.urged': '催办',
  'account.invited': '账号',
  'accounts.check': '账号',
  'accounts.overdue': '账号',
  'account.urgent': '账号',
}

export const NOTICES_HINT =
  '平台告知本单位的事项，最近的在前；只有编号和笔数，没有个人信息。登记了邮箱的单位，同时发送邮件。要办的事见首页“待办”。'
export const NO_NOTICES = '还没有通知。报送有结果、临近截止日期或者需要本单位办理时，平台在这里告知。'
export const NOTICES_OF_NOBODY = '通知发给单位。管理账号不属于某个单位，没有通知；要办的事见首页“待办”。'
