/** Arithmetic of days and months. */
const DAY_MS = 86_400_000
/** China has had no summer time since 1991. */
const SHANGHAI_MS = 8 * 3_600_000

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10)
}

export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS
}

/** 0 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay()
}

export function monthOf(day: string): string {
  return day.slice(0, 7)
}

export function addMonths(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
}

export function lastDayOf(month: string): string {
  return addDays(`${addMonths(month, 1)}-01`, -1)
}

export const shanghaiDay = (instant: string): string => shanghaiTime(instant).slice(0, 10)

/** `2018-06-05T15:20…`. `Intl` with a time zone costs a process that starts 15 ms, and China has had one time since 1992. */
export const shanghaiTime = (instant: string): string => new Date(Date.parse(instant) + SHANGHAI_MS).toISOString()

/** 24:00 in Shanghai, in milliseconds. */
export function endOf(day: string): number {
  return Date.parse(day) + DAY_MS - SHANGHAI_MS
}
