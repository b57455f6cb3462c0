/** Days, months and points in time. */
import { shanghaiDay, shanghaiTime } from '../rules/deadlines/day-steps.ts'

/** `2018年5月`, of a month or a day. */
export function periodName(period: string): string {
  return `${period.slice(0, 4)}年${Number(period.slice(5, 7))}月`
}

export function periodLine(period: string): string {
  return `所属期：${periodName(period)}`
}

/** `2018年4月至2018年6月`, of months one after the other. */
export function periodsName(periods: readonly string[]): string {
  const [first = '', last = ''] = [periods[0], periods.at(-1)]
  return first === last ? periodName(first) : `${periodName(first)}至${periodName(last)}`
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

/** `2018年6月5日 15:20`, in Asia/Shanghai. */
export function timeName(instant: string): string {
  return `${dayName(shanghaiDay(instant))} ${clockName(instant)}`
}

/**
 * The time of what happened on a day of the hub's; the day alone where the hub lives on another than the clock's.
 */
export const whenName = (day: string, instant: string): string =>
  shanghaiDay(instant) === day ? timeName(instant) : dayName(day)

/** `15:20`, in Asia/Shanghai. */
export function clockName(instant: string): string {
  return shanghaiTime(instant).slice(11, 16)
}

/** When something was last used. */
export const usedName = (instant: string | undefined): string =>
  instant === undefined ? '没有用过' : timeName(instant)
