/** The way of a thing, step by step, and what happened to it. */
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
} as const

/** Who has it, where it stands. */
export const turnOf = (office: string): string => `由${office}办理`
