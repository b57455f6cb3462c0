/** The law's days off (全国年节及纪念日放假办法, 2025). */
import chineseDays from 'chinese-days'
import { addDays } from './day-steps.ts'

/** Only announcements move days. */
export function statutoryDays(year: number): string[] {
  const spring = lunarDay(year, 1, 1)
  return [
    `${year}-01-01`,
    ...[-1, 0, 1, 2].map((n) => addDays(spring, n)),
    qingming(year),
    `${year}-05-01`,
    `${year}-05-02`,
    lunarDay(year, 5, 5),
    lunarDay(year, 8, 15),
    ...[1, 2, 3].map((n) => `${year}-10-0${n}`),
  ].sort()
}

/** A leap month has no second festival. */
function lunarDay(year: number, month: number, day: number): string {
  // Slashes mean local time, as in the package.
  return chineseDays.getSolarDateFromLunar(`${year}/${month}/${day}`).date
}

/** The usual formula for 2000-2099; the package errs west of Greenwich. */
function qingming(year: number): string {
  const y = year % 100
  return `${year}-04-0${Math.floor(y * 0.2422 + 4.81) - Math.floor(y / 4)}`
}
