/** How offices and their forms are called in letters and tables. */
import { OFFICE_NAMES, type Office } from '../schemas/codes.ts'
import { FORMS } from '../schemas/columns.ts'
import type { Policy } from '../schemas/records/policy.ts'
import { listOf } from '../schemas/records/upload.ts'

type Places = Pick<Policy, 'city' | 'counties'> & Partial<Pick<Policy, 'officeNames'>>

/** `仁化县`, `韶关市`; a township with its county, since two counties may have one of the same name. */
function placeName({ city, counties }: Places, division: string): string {
  if (division === city.code) return city.name
  const county = counties.find((c) => c.code === division.slice(0, 6))
  const township = county?.townships.find((t) => t.code === division)
  return `${county?.name ?? ''}${township?.name ?? (division.length > 6 ? division : '')}` || division
}

/** Its official name where an administrator has entered one, else `仁化县民政局`, `仁化县董塘镇人民政府`. */
export function officeName(places: Places, { division, office }: { division: string; office: Office }): string {
  const official = places.officeNames?.find((o) => o.division === division && o.office === office)
  if (official) return official.name
  const place = placeName(places, division)
  if (office === 'township') return `${place}人社服务所`
  if (office === 'township-government') return `${place}${place.endsWith('街道') ? '办事处' : '人民政府'}`
  return `${place}${OFFICE_NAMES[office]}`
}

/** `低保对象新增名单`, `参加养老保险情况统计表`. */
export function formName({ categories }: Pick<Policy, 'categories'>, form: string): string {
  const list = listOf(form)
  if (list) {
    const category = categories.find((c) => c.code === list.category)?.name ?? list.category
    return `${category}${list.mode === 'new' ? '新增名单' : '全部名单'}`
  }
  if (form === 'statistics') return '参加养老保险情况统计表'
  if (form === 'consolidated') return '全市参加养老保险情况汇总表'
  return form in FORMS ? FORMS[form as keyof typeof FORMS].title : form
}

/** `2018年5月` of `2018-05`, or of a day in it. */
export function periodName(period: string): string {
  return `${period.slice(0, 4)}年${Number(period.slice(5, 7))}月`
}

const WEEKDAYS = '日一二三四五六'

/** `2018年6月5日（星期二）` */
export function dayName(day: string): string {
  return `${periodName(day)}${Number(day.slice(8))}日（星期${WEEKDAYS[new Date(day).getUTCDay()]}）`
}
