/** The way of a thing, step by step, and what happened to it. */
import { yuan } from '../rules/payments/amount.ts'
import { monthAndDay } from './dates.ts'
import { withoutStop } from './without-stop.ts'

export const STEP_NAMES = {
  send: '报送',
  check: '检查',
  confirm: '确认',
  match: '比对',
  close: '办结',
  batch: '批次',
  approve: '审批',
  bank: '银行',
  allocate: '拨款',
  post: '入账',
  review: '复核',
  papers: '材料',
  register: '登记',
} as const

export const STEPS_TITLE = '办到哪一步'
export const COURSE_TITLE = '办理经过'

export const STEP_STATES = { done: '已完成', now: '正在办理', stop: '停在这里', coming: '尚未开始' } as const
export type StepState = keyof typeof STEP_STATES

export const COURSE_COLUMNS = { at: '时间', who: '由谁', what: '做了什么' } as const

export const HAPPENED = {
  asked: '报送',
  discarded: '放弃这次报送',
  confirmed: '确认采用',
  prepared: '生成批次',
  approved: '审批',
  answered: (rows: number, of: number) => `银行已回盘${rows}笔，共${of}笔`,
  approvedIn: (batch: string) => `列入已审批的批次${batch}`,
  booked: (batch: string, result: string, day: string) => `批次${batch}的回盘：${result}（${day}）`,
  returned: (state: string) => `报送回盘：${state}`,
  requested: (fen: number) => `申请${yuan(fen)}元`,
  allocated: (fen: number, voucher: string) => `${fen < 0 ? '冲销' : '拨付'}${yuan(Math.abs(fen))}元，凭证号${voucher}`,
  begun: '办结时列为案件',
  settled: (choice: string, grounds: string) => `处理意见：${choice}，依据：${withoutStop(grounds)}`,
  agreed: (choice: string) => `确认处理意见：${choice}`,
  closed: '办结',
} as const

/** Who has it, where it stands. */
export const turnOf = (office: string): string => `由${office}办理`
/** `截止6月5日` */
export const untilWords = (day: string): string => `截止${monthAndDay(day)}`
