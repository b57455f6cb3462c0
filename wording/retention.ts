/** What ends, in the words of the policy workbook and of the line about the last run. */
import { EndingKind, type RetentionRun } from '../schemas/records/retention.ts'
import { timeName } from './dates.ts'

export const ENDING_NAMES: Record<EndingKind, string> = {
  audit: '审计记录',
  events: '人员变动经过',
  uploads: '报送文件和退回表',
  mails: '邮件发送记录',
  rounds: '认定的中间文件',
  copies: '已下载文件的副本',
  sessions: '过期的登录',
  invitations: '过期的邀请',
  tries: '过期的登录尝试记录',
  expired: '其他过期记录',
}

const FILES: readonly EndingKind[] = ['uploads', 'rounds', 'copies']

/** In place of the sender's name of a file. */
export const ENDED_FILE = '已到期删除'

/** What the last run deleted, for the administrator. */
export function deletedSaid({ time, deleted, isMore }: Pick<RetentionRun, 'time' | 'deleted' | 'isMore'>): string {
  const kinds = EndingKind.options.flatMap((kind) => {
    const count = deleted[kind]
    return count ? [`${ENDING_NAMES[kind]}${count}${FILES.includes(kind) ? '份' : '条'}`] : []
  })
  const what = kinds.length > 0 ? `删除${kinds.join('、')}。` : '没有到期的记录。'
  return `最近一次按保存期限清理（${timeName(time)}）：${what}${isMore ? '还有到期的，下一次继续删除。' : ''}`
}
