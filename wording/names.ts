/** What things are called on the pages. */
import { OFFICE_NAMES, type Office } from '../schemas/codes.ts'
import { FORMS } from '../schemas/columns.ts'
import type { Policy } from '../schemas/records/policy.ts'
import { listOf } from '../schemas/records/upload.ts'

/** `2018-05` as 2018年5月. */
export function periodName(period: string): string {
  return `${period.slice(0, 4)}年${Number(period.slice(5))}月`
}

/** `2018-06-06` as 2018年6月6日. */
export function dayName(day: string): string {
  return `${periodName(day.slice(0, 7))}${Number(day.slice(8))}日`
}

/** `dibao-full` as 低保对象（全部）. */
export function formName(form: string, policy: Policy): string {
  const list = listOf(form)
  if (!list) return form === 'register' ? FORMS.register.title : form
  const name = policy.categories.find((c) => c.code === list.category)?.name ?? list.category
  return `${name}（${list.mode === 'full' ? '全部' : '新增'}）`
}

export function divisionName(code: string, policy: Policy): string {
  return [policy.city, ...policy.counties].find((place) => place.code === code)?.name ?? code
}

export function townshipName(county: string, code: string, policy: Policy): string {
  const townships = policy.counties.find((place) => place.code === county)?.townships
  return townships?.find((township) => township.code === code)?.name ?? code
}

export function officeName(office: Office): string {
  return OFFICE_NAMES[office]
}

/** The form's title as its template has it: what a sentence about a refused file calls it. */
export function formTitle(form: string, policy: Policy): string {
  const category = policy.categories.find((c) => c.code === listOf(form)?.category)
  return FORMS[category?.form ?? 'register'].title
}

/** Forms that offices send, in the order of the policy; the register last. */
export interface SentForm {
  readonly office: Office
  /** The template it is filled in on. */
  readonly template: string
  readonly name: string
  /** What it is sent as. */
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

const SHANGHAI_TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'long',
  timeStyle: 'short',
})

/** A point in time, in Asia/Shanghai. */
export function timeName(instant: string): string {
  return SHANGHAI_TIME.format(new Date(instant))
}
