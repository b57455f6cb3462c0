/** The State Council's working days, make-up days included, and what stands for a year that it has not published. */
import table from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { WorkYear } from '../../schemas/records/obligation.ts'
import { weekdayOf } from './day-steps.ts'
import { statutoryDays } from './statutory-days.ts'

/** The package's data, not its functions: those name other days where the machine's clock is west of Greenwich. */
const HOLIDAYS = Object.keys(table.holidays)
const MAKE_UP_DAYS = Object.keys(table.workdays)

/**
 * A year as `chinese-days` has it; a year that the package does not know, which its functions answer as plain
 * weekdays, is computed from the statutory days and not `published`.
 */
export function stateCouncilYear(year: number): WorkYear {
  // The October holiday is the last thing in a year's announcement: where it is listed, the year is whole.
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
