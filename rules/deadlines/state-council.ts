/** The State Council's working days. */
import table from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { WorkYear } from '../../schemas/records/obligation.ts'
import { weekdayOf } from './day-steps.ts'
import { statutoryDays } from './statutory-days.ts'

/** The package's functions, unlike its data, err west of Greenwich. */
const HOLIDAYS = Object.keys(table.holidays)
const MAKE_UP_DAYS = Object.keys(table.workdays)

export function stateCouncilYear(year: number): WorkYear {
  // The October holiday ends a year's announcement.
  const published = `${year}-10-01` in table.holidays
  if (!published) return { year, published, off: statutoryDays(year).filter(isWeekday), work: [] }
  const ofYear = (day: string) => day.startsWith(`${year}-`)
  return {
    year,
    published,
    off: HOLIDAYS.filter((day) => ofYear(day) && isWeekday(day)),
    work: MAKE_UP_DAYS.filter((day) => ofYear(day) && !isWeekday(day)),
  }
}

function isWeekday(day: string): boolean {
  return weekdayOf(day) % 6 !== 0
}
