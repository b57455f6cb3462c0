/** Days, months and points in time in words. */

/** `2018年5月` of `2018-05`, or of a day in it. */
export function periodName(period: string): string {
  return `${period.slice(0, 4)}年${Number(period.slice(5, 7))}月`
}

/** `所属期：2018年5月` */
export function periodLine(period: string): string {
  return `所属期：${periodName(period)}`
}

/** `2018年6月5日` */
export function dayName(day: string): string {
  return `${periodName(day)}${Number(day.slice(8))}日`
}

/** `6月5日` */
export function monthAndDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}

const WEEKDAYS = '日一二三四五六'

/** `2018年6月5日（星期二）` */
export function dayAndWeekday(day: string): string {
  return `${dayName(day)}（星期${WEEKDAYS[new Date(day).getUTCDay()]}）`
}

export const QUARTERS = ['一季度', '二季度', '三季度', '四季度'] as const

const SHANGHAI_TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'long',
  timeStyle: 'short',
})

/** A point in time, in Asia/Shanghai. */
export function timeName(instant: string): string {
  return SHANGHAI_TIME.format(new Date(instant))
}
