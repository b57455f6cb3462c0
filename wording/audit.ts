/** The audit's words: entries, what is unusual, and faults of a chain by its first bad entry. */
import type { Action, Resource } from '../schemas/access.ts'
import type { AuditEntry, AuditGap, AuditKind, Broken, UnusualUse } from '../schemas/records/audit.ts'
import { timeName } from './dates.ts'
import { IDENTITY_PROVIDER } from './identity.ts'
import { PAGE_NAMES } from './page-names.ts'

export const LOOKS = '谁查看过此人的信息'
export const NO_LOOKS = '还没有人查看过。'

export const AUDIT_KINDS: Record<AuditKind, string> = {
  'sign-in': '登录',
  'sign-in-refused': '登录被拒绝',
  'second-factor-refused': '登录被拒绝（验证码不对）',
  'sign-out': '退出登录',
  'first-use': '启用账号',
  'account-asked': '提出账号或者职责',
  'account-confirmed': '确认账号或者职责',
  'account-declined': '不同意账号或者职责',
  'account-lock': '锁定账号',
  'account-unused': '长期未使用，平台锁定账号',
  'account-unlock': '解锁账号',
  'account-withdraw': '收回代理、应急授权',
  'account-urgent': '应急授权',
  'account-reset': '重置登录方式',
  'account-end': '停用账号',
  'accounts-checked': '核对单位的账号',
  'account-left': '报告账号使用人已离开',
  invited: '发出启用链接',
  'invited-on-paper': '打印启用链接',
  'sessions-ended': '全部退出',
  'passkey-added': '添加通行密钥',
  'passkey-removed': '移除通行密钥',
  'password-changed': '修改密码',
  'password-refused': '修改密码被拒绝（现在的密码或者验证码不对）',
  'recovery-renewed': '重新生成恢复码',
  'authenticator-changed': '更换手机验证器',
  'authenticator-refused': '更换手机验证器被拒绝（验证码不对）',
  'identity-bound': '绑定统一身份认证',
  'identity-unbound': '解除统一身份认证绑定',
  'nil-by-link': '凭邮件链接提交零报告',
  'nil-by-link-refused': '凭邮件链接提交零报告，数字不对',
  'key-made': '新建接口密钥',
  'key-revoked': '吊销接口密钥',
  'key-refused': '接口密钥被拒绝',
  'webhook-made': '新建事件推送',
  'check-asked': '核对审计记录',
  act: '办理业务',
  view: '查看个人信息',
  export: '下载个人信息',
  download: '下载统计表',
  deleted: '到期删除',
  shortened: '到期删除审计记录',
  restored: '从备份恢复平台数据',
}

export const AUDIT_ACTIONS: Record<Action, string> = {
  see: '查看',
  send: '报送',
  report: '零报告、办理回执',
  'take-back': '撤回',
  confirm: '复核',
  close: '办结',
  submit: '报送统计表',
  'send-back': '退回统计表',
  prepare: '组批',
  approve: '审批',
  administer: '管理',
  verify: '审计',
  oversee: '查看账号',
}

const AUDIT_RESOURCES: Record<Resource, string> = {
  portal: '平台',
  'name-list': '名单',
  'returned-rows': '退回表',
  outcomes: '比对结果',
  counts: '人数统计',
  batch: '代缴批次',
  ledger: '台账',
  'materials-notice': '材料通知',
  'payment-instruction': '代扣指令',
  'funding-request': '用款申请',
  statistics: '统计表',
  answer: '反馈',
  settlement: '案件处理意见',
  conflict: '两县重复',
  timeliness: '及时情况',
  supervision: PAGE_NAMES.order,
  policy: '参数设置',
  mail: '邮件',
  'dead-letter': PAGE_NAMES.deadLetters,
  audit: '审计记录',
  account: '人员账号',
  'api-key': '接口密钥',
  webhook: PAGE_NAMES.webhooks,
  'account-check': PAGE_NAMES.accountChecks,
}

export const LAST_CHECK = '最近一次核对'

/** `3次`, of a day; more are found by the search. */
export const lookCount = ({ count, isMore }: { readonly count: number; readonly isMore: boolean }): string =>
  `${count}次${isMore ? '以上' : ''}`

export const AUDIT_OUTCOMES = { allowed: '允许', refused: '拒绝' } as const

export const entryName = (seq: number): string => `第${seq}条`
export const NO_ENTRIES = '没有符合条件的记录。请放宽账号、行为、日期或者对象编号。'
/** A search reads so many entries. */
export const ENTRIES_FILE = '下载查到的记录（.xlsx）'
export const entriesFileHint = (most: number): string =>
  `下载的文件从最近的一条向前查找${most}条记录，更早的请按日期查找后再下载。`

/** What an entry is about: a kind of thing, and its id. */
export function objectWords({ resource, object = '' }: Pick<AuditEntry, 'resource' | 'object'>): string {
  const [, person] = /^person\/(\w{8})/.exec(object) ?? []
  if (person) return `人员（编号${person}…）`
  if (/^identity(-|$)/.test(object)) return IDENTITY_PROVIDER
  return [resource && AUDIT_RESOURCES[resource], object].filter(Boolean).join(' ')
}

export const UNUSUAL_WORDS: Record<UnusualUse['what'], (count: number) => string> = {
  'many-persons': (count) => `一小时内查看了${count}人`,
  'many-lists': (count) => `一小时内打开了${count}份名单或者文件`,
  'at-night': (count) => `夜间（22时至6时）查看个人信息${count}次`,
  elsewhere: (count) => `查看其他乡镇或者县的个人信息${count}次`,
}

const BROKEN_WORDS: Record<Broken['why'], string> = {
  changed: '内容被修改',
  missing: '被删除',
  inserted: '之前被插入一条记录',
  moved: '不是原来的记录，被调换或者从别处移来',
  unlinked: '与前一条不相连接，其中一条被修改、插入或者替换',
  'cut-off': '起（含本条）的记录被删除',
  'not-as-deposited': '与留存的核对值不符',
  'ended-early': '未到最短保存期限（六个月）就被删除',
}

export function brokenWords({ seq, why, since = seq }: Broken): string {
  const range = since < seq ? `，第${since}条至第${seq}条之间的记录被修改或者替换` : ''
  return `第${seq}条${BROKEN_WORDS[why]}${range}`
}

/** Of entries that a restoration lost: it is said wherever the chain's standing is. */
export function gapWords({ time, to, approval, first, last }: AuditGap): string {
  const lost =
    last === undefined
      ? '此后到恢复时如有审计记录，已经丢失'
      : `此后到恢复时的审计记录已丢失，原第${first}条至第${last}条不能再用核对值证明`
  return `${timeName(time)}登记：平台数据从备份恢复到${timeName(to)}（批准文号：${approval}），${lost}`
}

/** `下载统计表（5次）` */
export const timesWords = (what: string, times: number): string => (times > 1 ? `${what}（${times}次）` : what)
