/** Words of a county's money (docs/cases.md#money). */
import type { MoneyLine } from '../schemas/api/money.ts'
import { CASE_STATE_NAMES } from './standings.ts'
import type { StateWords } from './upload-state.ts'

export const LINE_NAMES: Readonly<Record<MoneyLine, string>> = {
  approved: '审批',
  paid: CASE_STATE_NAMES.paid,
  failed: CASE_STATE_NAMES.failed,
  'in-flight': CASE_STATE_NAMES['in-flight'],
  posted: '已入账',
  unposted: '未入账',
  foreign: '非本平台代缴',
}

export const LINE_NOTES: Readonly<Record<MoneyLine, string>> = {
  approved: '已审批批次中有金额的各行。',
  paid: '银行回盘为成功的各行。',
  failed: '银行回盘为失败的各行。以后批次缴费成功的，另计一行。',
  'in-flight': '银行还没有回盘，或者结果为待查的各行。',
  posted: '已缴费，并且参保登记信息显示本年度政府代缴。',
  unposted: '已缴费，参保登记信息还没有显示本年度政府代缴。缴费以后又报过两次参保登记信息的，请经办机构查明原因。',
  foreign: '在本县名单上，参保登记信息显示本年度政府代缴，但是本平台没有已缴费或者银行办理中的记录。请查明由谁代缴。',
}

export const REQUEST_STATES = {
  open: { words: '待拨付', tone: 'wait', moving: false },
  allocated: { words: '已足额拨付', tone: 'good', moving: false },
  needless: { words: '不需拨付', tone: 'plain', moving: false },
} as const satisfies Record<string, StateWords>

export const BANK_STATES = {
  open: { words: '待回盘', tone: 'wait', moving: false },
  part: { words: '部分回盘', tone: 'wait', moving: false },
  over: { words: '回盘齐全', tone: 'good', moving: false },
} as const satisfies Record<string, StateWords>

export const SHORTFALL = '逾期未拨付'
export const LONG_UNPOSTED = '两次登记信息未见入账'

/** `2018年度` */
export const yearName = (year: number) => `${year}年度`

/** The workbook that is signed. */
export const RECONCILIATION = '代缴资金对账表'
export const SECTIONS = { bank: '审批与银行', finance: '审批与财政', register: '缴费与参保登记信息' } as const

/** Of a row of an approved batch. */
export const UNANSWERED = '未回盘'
export const RESULT_NOTE = '已审批批次中的各笔，按银行回盘的结果列出。'
