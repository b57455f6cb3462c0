/** Words of the home page: what is due, what came back, what has happened. */
import { yuan } from '../rules/payments/amount.ts'
import type { Broken } from '../schemas/records/audit.ts'
import type { Batch } from '../schemas/records/batch.ts'
import type { Obligation } from '../schemas/records/obligation.ts'
import { brokenWords } from './audit.ts'
import { dayAndWeekday, monthAndDay, periodName, timeName } from './dates.ts'
import { HEADINGS } from './headings.ts'
import type { StateWords } from './upload-state.ts'
import { withoutStop } from './without-stop.ts'

export const TASK_WORDS = {
  todo: '待办',
  others: '等待他人办理',
  cameBack: '退回的行',
  lately: '最近情况',
  files: '报表和通知',
  send: '报送',
  open: '办理',
  see: '查看',
  mend: '改正',
  check: '核对',
  close: '办结',
  confirm: '确认',
  approve: '审批',
  settle: '打开',
  prepare: '生成批次',
  allFiles: '全部报表和通知',
} as const

const still = (words: string, tone: StateWords['tone']): StateWords => ({ words, tone, moving: false })

export const TASK_STATES = {
  due: still('待办理', 'wait'),
  overdue: still('逾期', 'bad'),
  open: still('未到期', 'plain'),
  unsent: still('未报送', 'wait'),
  late: still('逾期未报', 'bad'),
  held: still('待第二人确认', 'wait'),
  inHand: still('办理中', 'moving'),
  broken: still('核对不符', 'bad'),
} as const

/** `截止6月5日，还有2天` */
export function dueWords(due: string, days: number): string {
  if (days < 0) return `截止${monthAndDay(due)}，已逾期${-days}天`
  return `截止${monthAndDay(due)}，${days === 0 ? '今天到期' : `还有${days}天`}`
}

/** Which day it is for the hub. */
export const todayWords = (day: string): string => `今天是${dayAndWeekday(day)}。`

/** `本月要办3件，最近截止6月5日，还有2天。` */
export function todoSentence(
  count: number,
  nearest: { readonly due: string; readonly days: number } | undefined,
  overdue: number,
): string {
  if (count === 0) return '目前没有要办的事。'
  const late = overdue > 0 ? `，其中${overdue}件已逾期` : ''
  return `要办${count}件${late}${nearest ? `；最近一件${dueWords(nearest.due, nearest.days)}` : ''}。`
}

/** What is owed next, where nothing is due now. */
export const nextSentence = (what: string, { due }: Pick<Obligation, 'due'>): string =>
  `下一件是${what}，${monthAndDay(due)}截止。`

export const casesWords = (cases: number, overdue: number): string =>
  overdue > 0 ? `${cases}件，其中逾期${overdue}件` : `${cases}件`

/** Of a township, which visits persons. */
export const visitsWords = (persons: number, overdue: number): string =>
  `需入户${persons}人${overdue > 0 ? `，其中逾期${overdue}人` : ''}`
/** `2018年5月的通知单：已办1件，共3件` */
export const noticePart = (period: string, part: string): string => `${periodName(period)}的通知单：${part}`

/** On the home page of the city's agency. */
export const unansweredWords = (cases: number): string => `${cases}件，对方县逾期未答复`
export const UNANSWERED_NOTE = '一个县已经认定由本县负责，对方县逾期没有答复的，由市认定。'

export const returnedWords = (rows: number): string => `退回${rows}行`
export const accountsWait = (count: number): string => `有${count}个账号或者职责等待安全管理员确认。`
export const mailsOpen = (count: number): string => `有${count}封通知没有送达，请核对收件地址。`
export const accountsKept = (count: number): string =>
  `有${count}个账号长期未使用，没有其他能用的账号有此职责，所以没有锁定。`

export const keysEnding = (count: number, first: string): string =>
  `有${count}个密钥将到期或者已到期，最早${monthAndDay(first)}：请与使用单位约定，新建密钥并更换。`

/** `现在采用第2版，2018年6月1日 09:00由罗斌采用` */
export function adoptedWords(of: {
  readonly version: number
  readonly signed: { readonly by: { readonly name: string }; readonly at: string } | undefined
}): string {
  const by = of.signed ? `，${timeName(of.signed.at)}由${of.signed.by.name}采用` : ''
  return `现在采用第${of.version}版${by}`
}

export const problemsWords = (count: number, overdue: number): string =>
  `${count}项，其中逾期${overdue}项，都还没有发督办单`
export const SILENT_NOTE =
  '银行的回盘已经逾期。请与银行联系；确认银行不再答复的，由经办人提出按99办结，再由审批人确认。'
export const silentAsked = (rows: number): string => `有${rows}笔已提出按99办结，等另一人打开核对后确认或者退回。`
export const CHECK_AUDIT_NOTE = '今天还没有核对过审计记录是否完整。'
export const auditBroken = (broken: Broken): string => `${brokenWords(broken)}。请立即核实，并报告本单位负责人。`
export const unusualWords = (count: number): string => `昨天和今天有${count}项查看个人信息的情况需要了解。`
export const deadDeliveries = (count: number): string =>
  `有${count}条没有送达，平台不再自动推送：查明原因以后重新推送。`
export const MEND_NOTE = '改正以后重新报送；在页面上改正的自动划去，另外报送的或者不再报送的，点“已处理”。'
export const CLOSE_NOTE = '名单和参保登记信息报齐以后办结，再报送统计表。'
export const SUBMIT_NOTE = '本月已经办结，办结不等于报送：请打开核对数字后报送。'
export const PREPARE_NOTE = '本月已经办结：请生成代缴批次，由另一人审批。'
export const CHECK_LATE_NOTE = '没有按期核对账号，请督促。'
export const NO_OUTPUTS = '还没有报表和通知：月份办结以后生成。'

const sentBack = (reason: string) => `${HEADINGS.returnedFor}：${withoutStop(reason)}。`
export const returnSentBack = (reason: string): string => `${sentBack(reason)}请更正后重新报送。`
export const batchSentBack = ({ reason, withdrawn }: NonNullable<Batch['returned']>): string =>
  `${withdrawn ? `撤回原因：${withoutStop(reason)}。` : sentBack(reason)}名单中的人员没有缴费，改正以后请重新生成批次。`
export const batchWaits = (prepared: { readonly rows: number; readonly fen: number } | undefined): string =>
  `${prepared ? `${prepared.rows}笔，${yuan(prepared.fen)}元。` : ''}请经办人以外的另一位同事打开批次，核对后审批。`
export const refusedFile = (fileName: string, reason: string): string => `文件“${fileName}”：${reason}`
export const moreReasons = (reasons: number): string => `另有${reasons}种原因`
export const rowsFor = (reason: string, rows: number): string => `${reason}${rows}行`
/** `2018年5月低保对象新增名单：已接收` */
export const happenedWords = (what: string, state: string): string => `${what}：${state}`
export const inMonth = (period: string, what: string): string => `${periodName(period)}${what}`
