/** Calendar days as `YYYY-MM-DD`. */

const two = (n: number) => (n < 10 ? `0${n}` : n)

export function numberAt(text: string, start: number, end: number): number {
  let number = 0
  for (let i = start; i < end; i++) number = number * 10 + text.charCodeAt(i) - 48
  return number
}

export function dayOf(year: number, month: number, day: number): string | undefined {
  if (!isDay(year, month, day)) return undefined
  return `${year < 1000 ? String(year).padStart(4, '0') : year}-${two(month)}-${two(day)}`
}

const isDay = (year: number, month: number, day: number): boolean =>
  year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** (docs/rules.md#days-and-ages) */
export function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) < birth.slice(5) ? years - 1 : years
}

const USUAL = /^\d{4}-\d\d-\d\d$/
const SPELLINGS = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})(\d{2})(\d{2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
]

/** Bounds the patterns' work on long blanks. */
const LONGEST = 64
/** The lookbehind keeps the day's digits out of the time. */
const MIDNIGHT = /(?:[\sT]|(?<=日))(?:0?0:00(?::00(?:\.0+)?)?Z?|12:00(?::00)?\s?AM)$/iu

export function beforeMidnight(text: string): string | undefined {
  if (text.length > LONGEST) return undefined
  const whole = text.trim()
  const at = whole.search(MIDNIGHT)
  return at < 0 ? undefined : whole.slice(0, at)
}

/** A date as docs/forms.md#dates allows it; `text` in compact form. */
export function dayInText(text: string): string | undefined {
  if (USUAL.test(text))
    return isDay(numberAt(text, 0, 4), numberAt(text, 5, 7), numberAt(text, 8, 10)) ? text : undefined
  for (const spelling of SPELLINGS) {
    const found = spelling.exec(text)
    if (found) return dayOf(Number(found[1]), Number(found[2]), Number(found[3]))
  }
  return undefined
}

const DAY_MS = 86_400_000

/** An Excel serial (1900 system) or YYYYMMDD. */
export function dayInNumber(value: number): string | undefined {
  if (!Number.isInteger(value) || value < 1) return undefined
  if (value >= 10_000_000 && value <= 99_999_999) {
    return dayOf(Math.trunc(value / 10_000), Math.trunc(value / 100) % 100, value % 100)
  }
  // Excel's serial 60 is 29 February 1900, a day that never was.
  if (value >= 100_000 || value === 60) return undefined
  return new Date(Date.UTC(1899, 11, value < 60 ? 31 : 30) + value * DAY_MS).toISOString().slice(0, 10)
}

/** The same day, or the last of a shorter month. */
export function monthsBefore(day: string, count: number): string {
  const months = numberAt(day, 0, 4) * 12 + numberAt(day, 5, 7) - 1 - count
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1]
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(Math.min(numberAt(day, 8, 10), daysIn(year, month)))}`
}
