/** Letters to auditors: one line to keep, the first entry that does not fit, or what a restoration has lost. */
import type { AboutAudit } from '../../schemas/messages/to-deadlines.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { brokenWords, gapWords } from '../audit.ts'
import { divisionName } from '../offices.ts'
import type { Words } from './letter.ts'

export function auditLetter(
  policy: Policy,
  { division, day, head, broken, gaps = [] }: AboutAudit,
): { to: string; words: Words } {
  const place = divisionName(division, policy)
  const step = { text: '详情请在平台上查看。', label: '查看审计记录', page: 'audit' }
  if (broken)
    return {
      to: `${place}审计员`,
      words: {
        subject: '审计记录核对不符，请立即核实',
        text: `${place}的审计记录${brokenWords(broken)}。请立即核实，并报告本单位负责人。`,
        step,
      },
    }
  const items = gaps.map((gap) => ({ title: gapWords(gap) }))
  if (!head)
    return {
      to: `${place}审计员`,
      words: {
        subject: '平台数据从备份恢复，审计记录有缺失，请核实',
        text: `${place}的审计记录因恢复备份有缺失。请向平台管理员核实恢复是否经过批准、丢失的是哪一段；没有批准的，请立即报告本单位负责人。`,
        items,
        step,
      },
    }
  return {
    to: `${place}审计员`,
    words: {
      subject: '审计记录核对值',
      text: `${division} ${day} ${head.seq} ${head.hash}`,
      items,
      step: { ...step, text: '请保存本邮件。核对审计记录时，可以用上面一行证明以前的记录没有被改动。' },
    },
  }
}
