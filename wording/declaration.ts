/** Article 2 of the city's notice makes senders answer for what they send. */

import { isAnswerForm } from '../schemas/records/upload.ts'
import { SUBMIT } from './page-names.ts'

export const declares = (form: string): string => {
  if (isAnswerForm(form)) return '本单位对所填内容的真实性、准确性负责。'
  if (form === 'statistics') return '本单位对统计数字的真实性、准确性负责。'
  return form === 'register' ? '本单位对登记信息的真实性、准确性负责。' : '本单位对名单的真实性、准确性负责。'
}

/** At the button of lists. */
export const DECLARED_BY_SUBMIT = `点“${SUBMIT}”即代表本单位声明：对所报名单、信息的真实性、准确性负责。`
