/** Days, months and points in time. */
import { shanghaiDay } from '../rules/deadlines/day-steps.ts'

/** `2018年5月`, of a month or a day. */
export function periodName(period: string): string {
  return `${period.slice(0, 4)}年${Number(period.slice(5, 7))}月`
}

export function periodLine(period: string): string {
  return `所属期：${periodName(period)}`
}

/** `2018年6月5日` */
export function dayName(day: string): string {
  return `${periodName(day)}${Number(day.slice(8))}日`
}

export function monthAndDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}

const WEEKDAYS = '日一二三四五六'

export function dayAndWeekday(day: string): string {
  return `${dayName(day)}（星期${WEEKDAYS[new Date(day).getUTCDay()]}）`
}

export const QUARTERS = ['一季度', '二季度', '三季度', '四季度'] as const

const SHANGHAI_TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'long',
  timeStyle: 'short',
})

/** In Asia/Shanghai. */
export function timeName(instant: string): string {
  return SHANGHAI_TIME.format(new Date(instant))
}

/**
 * The time of what happened on a day of the hub's; the day alone where the hub lives on another than the clock's.
 */
export const whenName = (day: string, instant: string): string =>
  shanghaiDay(instant) === day ? timeName(instant) : dayName(day)

const SHANGHAI_CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
})

/** `15:20`, in Asia/Shanghai. */
export function clockName(instant: string): string {
  return SHANGHAI_CLOCK.format(new Date(instant))
}

/** When something was last used. */
export const usedName = (instant: string | undefined): string =>
  instant === undefined ? '没有用过' : timeName(instant)
