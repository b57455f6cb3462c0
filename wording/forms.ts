/** Names and titles of forms. */
import type { ListMode, Office } from '../schemas/codes.ts'
import { FORMS } from '../schemas/columns.ts'
import type { CategoryPolicy, Policy } from '../schemas/records/policy.ts'
import { ANSWERED_BY, type AnswerForm, isAnswerForm, listOf } from '../schemas/records/upload.ts'

export const NIL_RETURN = '零报告'
/** The name of a file that a page has written. */
export const ON_PAGE = '页面填报'

export const MODE_NAMES: Record<ListMode, string> = { full: '全部', new: '新增' }

/** `低保对象新增名单` */
export function formName(form: string, { categories }: Pick<Policy, 'categories'>): string {
  const list = listOf(form)
  if (list) {
    const category = categories.find((c) => c.code === list.category)?.name ?? list.category
    return `${category}${MODE_NAMES[list.mode]}名单`
  }
  if (form === 'statistics') return '参加养老保险情况统计表'
  if (form === 'consolidated') return '全市参加养老保险情况汇总表'
  return form in FORMS ? FORMS[form as keyof typeof FORMS].title : form
}

/** The title on the template. */
export function formTitle(form: string, policy: Policy): string {
  if (isAnswerForm(form)) return FORMS[form].title
  const category = policy.categories.find((c) => c.code === listOf(form)?.category)
  return FORMS[category?.form ?? 'register'].title
}

/** In the policy's order, the register last. */
export interface SentForm {
  readonly office: Office
  readonly template: string
  readonly name: string
  readonly forms: readonly string[]
}

export function sentForms(policy: Policy): SentForm[] {
  return [
    ...policy.categories.map((c) => ({
      office: c.office,
      template: c.form,
      name: c.name,
      forms: [`${c.code}-full`, `${c.code}-new`],
    })),
    { office: 'social-insurance', template: 'register', name: FORMS.register.title, forms: ['register'] },
  ]
}

/** What offices send back about cases. */
export const ANSWERS: readonly SentForm[] = Object.entries(ANSWERED_BY).map(([form, office]) => ({
  office,
  template: form,
  name: FORMS[form as AnswerForm].title,
  forms: [form],
}))

const TABLES: readonly CategoryPolicy['form'][] = ['registered-poor', 'dibao', 'tekun', 'disabled']

/** 附表5-8 follow the order of the name lists. */
export function ledgerTitle(category: Pick<CategoryPolicy, 'form' | 'name'>): string {
  return `附件2（附表${5 + TABLES.indexOf(category.form)}）${category.name}参加养老保险情况台账`
}

/** Without a category, the statistics of all. */
export function statisticsTitle(category: Pick<CategoryPolicy, 'form' | 'name'> | undefined): string {
  if (!category) return '附件3 贫困人员参加养老保险情况统计表（合计）'
  return `附件3（附表${9 + TABLES.indexOf(category.form)}）${category.name}参加养老保险情况统计表`
}
