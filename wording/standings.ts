/** What a case is, in words (docs/cases.md#case-states). */
import { BankResult, CHOICES, type Choice, Outcome, Reason } from '../schemas/codes.ts'
import type { CaseState, Standing } from '../schemas/records/case.ts'
import { BANK_RESULT_NAMES } from './bank-results.ts'
import { OUTCOME_NAMES, REASON_NAMES } from './outcomes.ts'

export const CASE_STATE_NAMES: Record<CaseState, string> = {
  paid: '已缴费',
  'in-flight': '银行办理中',
  'in-batch': '待审批',
  ended: '已终止',
  registered: '已登记',
  'under-review': '待复核',
  waiting: '等待外县办理',
  paused: '暂停办理',
  failed: '银行未能办理',
  collecting: '待收材料',
  ready: '待生成批次',
}

export const ENDINGS = {
  'left-lists': '已不在名单上',
  elsewhere: '由外县负责',
  'given-up': '本人放弃',
  'unpaid-at-year-end': '应代缴未代缴',
  transferring: '正在办理关系转入',
  'other-county': '外县已经办理或者正在办理',
  held: '暂缓办理',
} as const

/** A finding is in words already. */
export function standingReason(reason: string): string {
  const [outcome, review, result] = [Outcome, Reason, BankResult].map((codes) => codes.safeParse(reason).data)
  if (outcome) return OUTCOME_NAMES[outcome as Outcome]
  if (review) return REASON_NAMES[review as Reason]
  if (result) return BANK_RESULT_NAMES[result as BankResult]
  return (ENDINGS as Readonly<Record<string, string>>)[reason] ?? reason
}

/** `暂停办理（服兵役）` */
export function standingName({ state, reason }: Standing): string {
  return reason ? `${CASE_STATE_NAMES[state]}（${standingReason(reason)}）` : CASE_STATE_NAMES[state]
}

/** Of a review what it is about, while it is transferred too; of others what they are. */
export function reviewReason(standing: Standing, about: Reason | undefined): string {
  return standing.state === 'under-review' && about ? REASON_NAMES[about] : standingName(standing)
}

export const CHOICE_NAMES = Object.fromEntries(Object.entries(CHOICES).map(([name, code]) => [code, name])) as Record<
  Choice,
  string
>
