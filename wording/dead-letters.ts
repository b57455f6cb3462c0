/** Words of messages that the hub could not work off (docs/runbook.md). */
import { isReplayed, type QueueName } from '../schemas/records/dead-letters.ts'
import { LAST_CHECK } from './audit.ts'
import { timeName } from './dates.ts'

export const DEAD_LETTER_NAMES: Record<QueueName, { readonly name: string; readonly effect: string }> = {
  intake: { name: '检查报送的文件', effect: '有单位报送的文件没有办完，平台已经请该单位重新报送。' },
  match: { name: '比对人员', effect: '名单上有的人员仍是原来的结果，所在县的本月不能办结。' },
  snapshot: { name: '办结月份', effect: '有县的办结停在半路，乡镇、银行、财政都在等。' },
  township: { name: '生成乡镇通知', effect: '乡镇没有收到要收集材料的人员名单。' },
  report: { name: '生成台账和统计表', effect: '有县没有当月的台账和统计表，市里不能汇总。' },
  batch: { name: '代缴批次', effect: '有批次停在生成或者审批以后，批次中的人员没有缴费。' },
  bank: { name: '发银行的登记名单', effect: '银行没有收到已经审批的批次。' },
  finance: { name: '发财政的资金申请', effect: '财政没有收到已经审批的批次的资金申请。' },
  deadlines: { name: '发出通知', effect: '有单位没有收到催报、退回、接收等通知。' },
  sweep: { name: '查找停住的事项', effect: '停住的文件、月份、批次没有查找；这一页的数字也没有更新。' },
  retention: { name: '按保存期限清理', effect: '到期的记录没有删除，第二天继续。' },
  audit: { name: '审计记录的留存和核对', effect: '审计记录没有按时留存或者核对。' },
  bounces: { name: '登记退回的邮件', effect: '有邮件被退回而没有列入“未送达的通知”。' },
  webhooks: { name: '事件推送', effect: '单位的业务系统没有收到事件。' },
  canary: { name: '试报检查', effect: '试报的名单没有得到结果：各单位现在报送的名单也可能没有结果。' },
  daily: { name: '每天的催报', effect: '那一次没有催报，第二天补发。' },
  accounts: { name: '每天的账号清理', effect: '长期未用的账号晚一天锁定。' },
  hourly: { name: '每小时查找停住的事项', effect: '那一小时没有查找，下一小时补办。' },
  nightly: { name: '每夜的清理', effect: '那一夜没有清理，第二夜补办。' },
  deposits: { name: '审计记录的定时留存', effect: '那一次没有留存，下一次补办。' },
  due: { name: '再次推送事件', effect: '那一次没有推送，10分钟以后补推。' },
  pulse: { name: '定时试报', effect: '那一次没有试报，下一小时补办。' },
}

export const DEAD_LETTER_HEADINGS = {
  queue: '环节',
  messages: '搁置（条）',
  since: '发现时间',
  effect: '影响',
  todo: '怎么办',
} as const

/** `有3条消息多次未能办完，已经搁置。` */
export const deadLettersWords = (messages: number): string => `有${messages}条消息多次未能办完，已经搁置。`
/** On the administrator's home. */
export const deadLettersNote = (of: { readonly messages: number; readonly isLate: boolean }): string =>
  of.messages > 0 ? `${deadLettersWords(of.messages)}请打开看是哪个环节。` : COUNTING_LATE
export const countedWords = (at: string): string => `${LAST_CHECK}：${timeName(at)}。`
export const NO_DEAD_LETTERS = '没有搁置的消息。'
export const NEVER_COUNTED = '还没有核对过有没有搁置的消息：平台启动以后每小时核对一次。'
export const COUNTING_LATE =
  '每小时的核对没有按时进行，所列的数字可能不是现在的：请告知运行维护人员（运行手册 sweep 一节）。'
export const DEAD_LETTERS_HINT =
  '一条消息办理5次仍未成功的，搁置在这里，不再自动办理，只保存14天。请尽快告知运行维护人员：按运行手册（docs/runbook.md）中该环节的一节查明并排除原因，再用所列的命令重新办理；重复办理不会重复缴费。'

/** What whoever runs the hub does about it; without a command where the next run does the same. */
export const replayCommand = (queue: QueueName, local: boolean): string | undefined =>
  isReplayed(queue) ? `npm run replay -- ${local ? '--data .yingbao' : '--hub hub.json'} --queue ${queue}` : undefined
export const REPLAY_STOPPED = '（先停止平台；数据不在 .yingbao 的，写数据文件夹）'
export const NOT_REPLAYED = '不需要重新办理，下一次定时办理时补办；查明原因以后把消息删除。'
