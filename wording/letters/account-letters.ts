/** Letters to the holder of an account. */
import { INVITED_HOURS } from '../../rules/access/account-state.ts'
import type { Duty } from '../../schemas/duties.ts'
import type { AboutUrgent } from '../../schemas/messages/to-deadlines.ts'
import { PRODUCT } from '../../schemas/product.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { timeName } from '../dates.ts'
import { dutyNames } from '../duties.ts'
import { HEADINGS } from '../headings.ts'
import { divisionName } from '../offices.ts'
import { URGENT } from '../people.ts'
import type { Words } from './letter.ts'

export function invitationWords({ duties, code }: { duties: readonly Duty[]; code: string }): Words {
  return {
    subject: `请启用您的“${PRODUCT}”账号`,
    text: `您在“${PRODUCT}”平台的账号已经确认，请在${INVITED_HOURS}小时内启用。链接只能用一次，请勿转交他人。`,
    items: [
      { title: '6位数字', mark: code },
      { title: HEADINGS.duties, mark: dutyNames(duties) },
    ],
    step: {
      text: '请先在手机上装好支持TOTP的验证器，再打开链接，填写6位数字，设置密码，绑定验证器。',
      label: '启用账号',
    },
  }
}

/** @param page to which the letter leads */
export function urgentWords(policy: Policy, { division, account, duty, until }: AboutUrgent, page: string): Words {
  return {
    subject: `${URGENT}：请核实`,
    text: '市安全管理员不经另一人确认，临时给一个账号增加了职责。请核实是否必要；不必要的，请市安全管理员立即收回。',
    items: [
      { title: '账号', mark: account },
      { title: '区划', mark: divisionName(division, policy) },
      { title: HEADINGS.duties, mark: dutyNames([duty]) },
      { title: '结束时间', mark: timeName(until) },
    ],
    step: { text: '理由和经过见平台的审计记录。', label: '打开平台', page },
  }
}

export const auditorsOf = (division: string, policy: Policy) => `${divisionName(division, policy)}审计员`
