/** Links of first use, as a terminal shows them. */
import { DUTY_NAMES } from '../../wording/duties.ts'
import type { FirstAccount } from '../hub/first-accounts.ts'

export function linkLines(url: string, accounts: readonly FirstAccount[]): string[] {
  return [
    '启用账号的链接（48小时内有效，只能用一次；打开后填写6位数字）：',
    ...accounts.map(
      ({ duty, token, code }) => `  ${DUTY_NAMES[duty]}：${new URL(`/invitations/${token}`, url)}  数字 ${code}`,
    ),
  ]
}
