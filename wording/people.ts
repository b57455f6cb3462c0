/** Accounts of an office, as its administrator and security see them. */

import type { WishFault } from '../rules/access/account-acts.ts'
import type { AccountState } from '../rules/access/account-state.ts'
import type { GrantFault } from '../rules/access/grants.ts'
import { shanghaiDay } from '../rules/deadlines/day-steps.ts'
import type { Duty } from '../schemas/duties.ts'
import type { Account, Grant } from '../schemas/records/account.ts'
import type { AccountAct, AccountRequest } from '../schemas/records/account-request.ts'
import { clockName, dayName, QUARTERS } from './dates.ts'
import { DUTY_NAMES, dutyNames } from './duties.ts'

const ACCOUNT_STATES: Record<AccountState, { words: string; tone: 'good' | 'wait' | 'bad' | 'plain' }> = {
  'in-use': { words: '在用', tone: 'good' },
  uninvited: { words: '待交邀请信', tone: 'wait' },
  invited: { words: '已邀请', tone: 'wait' },
  lapsed: { words: '邀请已过期', tone: 'bad' },
  locked: { words: '已锁定', tone: 'bad' },
  ended: { words: '已停用', tone: 'plain' },
}

/** The state, and why the hub locked the account itself. */
export function accountBadge({ unusedDays }: Pick<Account, 'unusedDays'>, state: AccountState) {
  const badge = ACCOUNT_STATES[state]
  return state === 'locked' && unusedDays ? { ...badge, words: `${badge.words}：${unusedDays}天未使用` } : badge
}

/** Of an account that the hub would lock, were another one there. */
export const keptBadge = (days: number) =>
  ({
    words: `${days}天未使用`,
    tone: 'bad',
    more: '没有其他能用的账号有此职责，所以没有锁定。请核实本人是否在岗。',
  }) as const

export const NO_PEOPLE = '还没有账号。由系统管理员新建，安全管理员确认以后发出邀请信。'
export const FIND_PEOPLE = '查找（姓名、单位、职责或者状态）'
export const nobodyFound = (find: string): string => `没有含“${find}”的账号。请换一个姓名、单位、职责或者状态。`

export const REQUEST_STATES = {
  open: { words: '待确认', tone: 'wait' },
  refused: { words: '未同意', tone: 'bad' },
} as const

export const GRANT_FAULTS: Record<GrantFault, string> = {
  none: '没有勾选职责。请至少勾选一项。',
  'watcher-with-other':
    '系统管理员、安全管理员、审计员是三个账号，各只有这一项职责。请只勾选其中一项，其他职责另建账号。',
  'watcher-of-office': '系统管理员、安全管理员、审计员不属于某个单位。请在“单位”中选择“市（县）管理账号”。',
  'watcher-of-township': '乡镇（街道）没有系统管理员、安全管理员、审计员。请改选其他职责。',
  'no-office': '这项职责属于单位。请选择单位。',
  'no-such-office': '这个区划没有这样的单位。请改选。',
  held: '本人已有其中的职责。请只勾选没有的职责。',
  'end-day': '代理的最后一天应在今天至92天以内。请改选日期。',
  'of-other-office': '这个单位没有其中的职责：组批、审批只属于社保经办机构，复核只属于报送名单的单位。请改选。',
}

export const OWN_ACCOUNT = '这是您本人的账号，由另一位同事办理。'

/** In place of what could only be refused. */
export const WISH_FAULTS: Record<WishFault, string> = {
  own: OWN_ACCOUNT,
  nameless: '这个账号没有登记姓名和手机号（或者电子邮箱），不能在这里调整职责。',
  waiting: '这个账号已有事项等待安全管理员确认，确认或者退回以后才能再提出；要改的，由原提出人重新提交。',
}

export const NOT_BY_ONESELF = '由另一位安全管理员办理'

export const lastOf = (duty: Duty): string =>
  `这是最后一个能用的“${DUTY_NAMES[duty]}”账号。请先让另一人启用同样职责的账号。`
export const cannotEnd = (act: string, duty: Duty): string => `现在不能${act}：${lastOf(duty)}`
export const cannotConfirm = (duty: Duty): string => cannotEnd('确认', duty)

export const CHECK_STATES = {
  open: { words: '待核对', tone: 'wait' },
  overdue: { words: '逾期未核对', tone: 'bad' },
  confirmed: { words: '已核对', tone: 'good' },
} as const

/** `2018年三季度`, of `2018-Q3`. */
export const quarterName = (quarter: string) => `${quarter.slice(0, 4)}年${QUARTERS[Number(quarter.slice(6)) - 1]}`

/** `请在2018年7月16日前核对` */
export const checkBy = (dueOn: string) => `请在${dayName(dueOn)}前核对`
export const checkOf = (offices: number) => `核对${offices > 1 ? `${offices}个` : ''}单位的账号`

/** Of accounts without an office, as a heading. */
export const KEEPERS = '平台管理人员'
export const NOT_YET_NAMED = '（启用时填写）'
export const NOT_YET_USED = '还没有登录'
/** Of administration, security and audit. */
export const DIVISION_ITSELF = '管理账号（系统管理员、安全管理员、审计员）'
export const SIGN_IN_NAME = '手机号或者电子邮箱'
/** One account signed in more than once at the same time. */
export const atPlaces = (places: number): string => `同时在${places === 2 ? '两' : places}处登录`
export const URGENT = '应急授权'
export const LAST_USED = '最近登录'
export const ASK_CONFIRMATION = '提交确认'
export const INVITATION = '邀请信'
export const BACK_TO_PEOPLE = '返回人员账号'

type Wish = Pick<AccountRequest, 'isNew' | 'ends' | 'duties' | 'until'>

/** `改为：经办、复核`, `代理至2018年6月5日：审批` */
export function wishWords({ isNew, ends, duties, until }: Wish): string {
  if (ends) return '停用：本人已离开'
  if (isNew) return dutyNames(duties)
  return `${until === undefined ? '改为' : `代理至${dayName(until)}`}：${dutyNames(duties)}`
}

/** `审批（代理至2018年6月5日）`, `应急授权：审批，至15:20` */
export function grantWords({ duty, until, kind }: Grant): string {
  const name = DUTY_NAMES[duty]
  if (kind === 'urgent') return `${URGENT}：${name}，至${clockName(until)}`
  return `${name}（代理至${dayName(shanghaiDay(new Date(Date.parse(until) - 1).toISOString()))}）`
}

export const ACCOUNT_ACTS: Record<AccountAct, { words: string; hint: string }> = {
  lock: { words: '锁定', hint: '立即退出登录，不能再登录；可以解锁。' },
  unlock: { words: '解锁', hint: '可以重新登录，密码和验证器不变。' },
  withdraw: { words: '收回代理、应急授权', hint: '代理和应急授权的职责立即结束，本人需要重新登录；其他职责不变。' },
  reset: {
    words: '重置登录方式',
    hint: '密码、手机验证器、恢复码和通行密钥立即失效；本人凭新的邀请信重新设置。用于更换手机、忘记密码。',
  },
  end: { words: '停用', hint: '立即退出登录，不能恢复；用于调离、离职的人。' },
}
