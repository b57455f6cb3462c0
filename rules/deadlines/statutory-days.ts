/** The days off that the law itself names (全国年节及纪念日放假办法, as of 2025), before any announcement of a year. */
import chineseDays from 'chinese-days'
import { addDays } from './day-steps.ts'

/**
 * New Year, the eve and the first three days of Spring Festival, Qingming, 1 and 2 May, Dragon Boat, Mid-Autumn, 1 to 3
 * October; sorted. No days are moved or given in place of a weekend: only an announcement does that.
 */
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

/** The first such day: in a leap month the festival is not kept again. */
function lunarDay(year: number, month: number, day: number): string {
  // Spelled with slashes it is read in local time, as the package counts.
  return chineseDays.getSolarDateFromLunar(`${year}/${month}/${day}`).date
}

/**
 * 4 or 5 April, by the usual formula for 2000-2099. The package has the same days, but names the day before where the
 * machine's clock is west of Greenwich.
 */
function qingming(year: number): string {
  const y = year % 100
  return `${year}-04-0${Math.floor(y * 0.2422 + 4.81) - Math.floor(y / 4)}`
}
