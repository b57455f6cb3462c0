/** Words of pictures (docs/rules.md#statistics). */
import { yuan } from '../rules/payments/amount.ts'
import type { MonthStage, StatisticsShown } from '../schemas/api/statistics.ts'
import { periodName } from './dates.ts'
import { HEADINGS } from './headings.ts'
import { LINE_NAMES } from './money.ts'
import { OUTCOME_NAMES } from './outcomes.ts'
import { RETURN_STATES, RETURN_WORDS } from './returns.ts'

export const STEP_NAMES: Readonly<Record<StatisticsShown['funnel'][number]['step'], string>> = {
  listed: HEADINGS.onLists,
  insurable: HEADINGS.insurable,
  insured: HEADINGS.insured,
  sponsored: OUTCOME_NAMES.sponsored,
  posted: LINE_NAMES.posted,
}

export const MONEY_LINES = {
  approved: LINE_NAMES.approved,
  requested: '申请',
  allocated: HEADINGS.allocated,
  outstanding: HEADINGS.outstanding,
  over: HEADINGS.over,
  paid: LINE_NAMES.paid,
  failed: LINE_NAMES.failed,
  inFlight: LINE_NAMES['in-flight'],
} as const

/** In the page's order. */
export const PICTURES = {
  coverage: '参保率',
  stages: '本月进度',
  places: '参保和代缴情况',
  townships: '乡镇（街道）参保率',
  funnel: '从名单到入账',
  money: '代缴资金',
  days: '从列入名单到缴费的天数',
  ages: '年满60周岁还没有申领的人',
  returned: '退回的行',
  punctual: '按时报送情况',
} as const

export const STAGE_NAMES: Readonly<Record<MonthStage, string>> = {
  lists: '名单',
  close: '办结',
  return: '统计表',
  batch: '审批',
  bank: '银行',
  allocation: '拨付',
}

/** `3/4`, or what one act has made of it. */
export function stageWords({
  stage,
  part,
  whole,
}: {
  readonly stage: MonthStage
  readonly part: number
  readonly whole: number
}): string {
  if (whole === 0) return '—'
  if (stage === 'close') return part > 0 ? RETURN_WORDS.closed : RETURN_WORDS.notClosed
  if (stage === 'return') return part > 0 ? RETURN_STATES.submitted.words : RETURN_WORDS.notSubmitted
  if (stage === 'allocation' && part < whole) return `缺${yuan(whole - part)}元`
  return stage === 'allocation' ? '已拨齐' : `${part}/${whole}`
}

export const NOTHING_TO_COMPARE = '没有可以比较的数字。'
export const DAYS = { median: '一半的人', ninety: '九成的人' } as const

/** `60～64岁` */
export const ageBand = ({ from, to }: { readonly from: number; readonly to?: number | undefined }): string =>
  to === undefined ? `${from}岁及以上` : `${from}～${to}岁`

/** Of the days from listing to payment, which a close counts. */
export const nobodyPaid = (period: string): string =>
  `办结${periodName(period)}时，本年度还没有人缴费；此后缴费的，在下一次办结时计入。`
