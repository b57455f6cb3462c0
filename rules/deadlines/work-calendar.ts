/** The working calendar (docs/rules.md#working-days). */

import { present } from '../../schemas/present.ts'
import type { CalendarOverride, DeadlinePolicy } from '../../schemas/records/deadline-policy.ts'
import type { WorkYear } from '../../schemas/records/obligation.ts'
import { addDays, weekdayOf } from './day-steps.ts'
import { stateCouncilYear } from './state-council.ts'

export interface WorkCalendar {
  isWorkday(day: string): boolean
  isPublished(day: string): boolean
  /** `n` counts from 1. */
  nthOfMonth(month: string, n: number): string
  /** The day itself never counts. */
  after(day: string, n: number): string
  before(day: string, n: number): string
  count(after: string, upTo: string): number
}

/** Every page counts with the same one. */
let latest: { readonly of: string; readonly calendar: WorkCalendar } | undefined

export function cityCalendar(calendar: DeadlinePolicy['calendar']): WorkCalendar {
  const of = JSON.stringify(calendar)
  if (latest?.of !== of) latest = { of, calendar: workCalendar((year) => cityYear(year, calendar)) }
  return latest.calendar
}

function cityYear(year: number, { published, overrides }: DeadlinePolicy['calendar']): WorkYear {
  const base = stateCouncilYear(year)
  const own = overrides.filter((o) => o.day.startsWith(`${year}-`))
  return { ...overruled(base, own), published: base.published || published.includes(year) }
}

function overruled(base: WorkYear, overrides: readonly CalendarOverride[]): WorkYear {
  const off = new Set(base.off)
  const work = new Set(base.work)
  for (const { day, work: works } of overrides) {
    off.delete(day)
    work.delete(day)
    const weekday = weekdayOf(day) % 6 !== 0
    if (works !== weekday) (works ? work : off).add(day)
  }
  return { ...base, off: [...off].sort(), work: [...work].sort() }
}

function workCalendar(yearOf: (year: number) => WorkYear): WorkCalendar {
  const kept = new Map<number, { published: boolean; days: string[] }>()
  const get = (year: number) => {
    let found = kept.get(year)
    if (!found) {
      const workYear = yearOf(year)
      found = { published: workYear.published, days: workdaysOf(workYear) }
      kept.set(year, found)
    }
    return found
  }
  const after = (day: string, n: number): string => {
    let year = yearIn(day)
    let at = atMost(get(year).days, day) + n - 1
    while (at >= get(year).days.length) at -= get(year++).days.length
    return present(get(year).days[at], 'a working day of the year')
  }
  return {
    isWorkday(day) {
      const { days } = get(yearIn(day))
      return days[atMost(days, day) - 1] === day
    },
    isPublished: (day) => get(yearIn(day)).published,
    nthOfMonth: (month, n) => after(addDays(`${month}-01`, -1), n),
    after,
    before(day, n) {
      let year = yearIn(day)
      let at = atMost(get(year).days, addDays(day, -1)) - n
      while (at < 0) at += get(--year).days.length
      return present(get(year).days[at], 'a working day of the year')
    },
    count(from, upTo) {
      if (upTo <= from) return 0
      let count = -atMost(get(yearIn(from)).days, from)
      for (let year = yearIn(from); year < yearIn(upTo); year++) count += get(year).days.length
      return count + atMost(get(yearIn(upTo)).days, upTo)
    },
  }
}

function workdaysOf({ year, off, work }: WorkYear): string[] {
  const [isOff, isWork] = [new Set(off), new Set(work)]
  const days: string[] = []
  for (let day = `${year}-01-01`; day.startsWith(`${year}-`); day = addDays(day, 1)) {
    if (weekdayOf(day) % 6 === 0 ? isWork.has(day) : !isOff.has(day)) days.push(day)
  }
  return days
}

function yearIn(day: string): number {
  return Number(day.slice(0, 4))
}

function atMost(days: readonly string[], day: string): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (days[middle]! <= day) low = middle + 1
    else high = middle
  }
  return low
}
