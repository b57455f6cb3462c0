/** Letters to the holder of an account. */
import { INVITED_HOURS } from '../../rules/access/account-state.ts'
import type { Duty } from '../../schemas/duties.ts'
import { PRODUCT } from '../../schemas/product.ts'
import { dutyNames } from '../duties.ts'
import { HEADINGS } from '../headings.ts'
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
