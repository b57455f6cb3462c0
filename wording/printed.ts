/** What all printed forms are told about themselves, and the Chinese words for the codes that stand in them. */

import type { Benefit, Enrolment, Outcome, Reason, Scheme } from '../schemas/codes.ts'
import { BENEFITS, ENROLMENTS, SCHEMES } from '../schemas/codes.ts'
import type { ExclusionReason } from '../schemas/records/batch.ts'
import type { CategoryPolicy } from '../schemas/records/policy.ts'

export interface Printed {
  /** 填报单位. */
  readonly unit: string
  /** The month that the form is about, `2018-05`. */
  readonly period: string
}

export type Rows<T> = AsyncIterable<T> | Iterable<T>

/** `所属期：2018年5月` */
export function periodLine(period: string): string {
  return `所属期：${period.slice(0, 4)}年${Number(period.slice(5))}月`
}

export const OUTCOME_NAMES: Record<Outcome, string> = {
  review: '待复核',
  deceased: '死亡',
  'under-16': '未满16周岁',
  'other-scheme': '参加其他保险',
  drawing: '已领取待遇',
  claim: '待申领',
  sponsored: '已代缴',
  'self-paid': '个人已缴',
  student: '在校学生',
  pay: '待代缴',
  enrol: '待参保',
}

export const REASON_NAMES: Record<Reason, string> = {
  'name-conflict': '姓名不一致',
  'register-incomplete': '参保登记信息不全',
  'two-counties': '两县名单重复',
  'duplicate-enrolment': '两县重复参保',
  'enrolled-elsewhere': '在外县参保',
  suspended: '待遇暂停',
  enrolled: '已参保未领取',
  'not-enrolled': '未参保',
}

/** Why somebody is not in the batch that was approved. */
export function exclusionName(reason: ExclusionReason): string {
  if (reason === 'unlisted') return '已不在名单上'
  if (reason === 'amount-changed') return '代缴标准已调整，须重新生成批次'
  if (reason === 'in-flight') return '本年度已在其他批次缴费'
  return `现认定为“${OUTCOME_NAMES[reason]}”`
}

export const SCHEME_NAMES = inverse<Scheme>(SCHEMES)
export const ENROLMENT_NAMES = inverse<Enrolment>(ENROLMENTS)
export const BENEFIT_NAMES = inverse<Benefit>(BENEFITS)

function inverse<K extends string>(codes: Record<string, K>): Record<K, string> {
  return Object.fromEntries(Object.entries(codes).map(([name, code]) => [code, name])) as Record<K, string>
}

const TABLES: readonly CategoryPolicy['form'][] = ['registered-poor', 'dibao', 'tekun', 'disabled']

/** `附件2（附表6）低保对象参加养老保险情况台账`: 附表5-8 in the order of the name lists. */
export function ledgerTitle(category: Pick<CategoryPolicy, 'form' | 'name'>): string {
  return `附件2（附表${5 + TABLES.indexOf(category.form)}）${category.name}参加养老保险情况台账`
}

/** `附件3（附表10）低保对象参加养老保险情况统计表`; without a category each person once. */
export function statisticsTitle(category: Pick<CategoryPolicy, 'form' | 'name'> | undefined): string {
  if (!category) return '附件3 贫困人员参加养老保险情况统计表（合计）'
  return `附件3（附表${9 + TABLES.indexOf(category.form)}）${category.name}参加养老保险情况统计表`
}
