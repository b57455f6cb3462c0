/** Mails not known to be sent, and the administrator's step. */
import type { MailingState } from '../schemas/records/mailing.ts'

export const NOT_SENT: Record<Exclude<MailingState, 'sent'>, string> = {
  claimed: '不能确定是否已发出，平台不会重发。请与该单位核实。',
  waiting: '邮件服务器暂时没有接收，平台每天还会再发几次。',
  'no-address': '该单位没有登记邮箱。请在“参数设置”的“单位联系”中补上，并电话告知。',
  bounced: '没有送达，平台不再重发。请核对邮箱，并电话告知。',
}

export const WHY_NOT_SENT = '未送达的原因'
export const NO_OPEN_MAILS = '没有未送达的通知。没有登记邮箱、发送失败或者被退信的通知列在这里，处理以后点“已处理”。'

/** Of letters to one account. */
export const ACCOUNT_MAILS: Record<string, string> = {
  'account.invited': '（邀请信）',
  'accounts.check': '（账号核对）',
  'accounts.overdue': '（账号逾期未核对）',
}

/** By the mail server's code. */
export const MAIL_CAUSES: Record<string, string> = {
  MessageRejected: '发信服务没有接受：账户可能还在沙盒中，或发件、收件地址没有验证。请在发信服务中处理，不用重发。',
  452: '收件邮箱可能已满。请电话告知。',
  552: '收件邮箱已满。请电话告知。',
  'Bounce.Transient': '收件邮箱暂时不能接收，可能已满。请电话告知，邮箱恢复后不用更改地址。',
  'some-recipients-rejected': '该单位的其他邮箱已经发出。',
}
