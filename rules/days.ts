/** Calendar days as `YYYY-MM-DD` strings: they compare as text. No clock here: today is an argument. */

const two = (n: number) => (n < 10 ? `0${n}` : n)

/** The number that the digits from `start` up to, not including, `end` make. */
export function numberAt(text: string, start: number, end: number): number {
  let number = 0
  for (let i = start; i < end; i++) number = number * 10 + text.charCodeAt(i) - 48
  return number
}

/** The day, or undefined where the calendar has none such. */
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

/**
 * Full years lived on `day`; the birthday itself counts, and someone born on 29 February ages on 1 March in common
 * years (docs/rules.md#days-and-ages).
 */
export function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) < birth.slice(5) ? years - 1 : years
}

/** As most days are written, and as `dayOf` writes them. */
const USUAL = /^\d{4}-\d\d-\d\d$/
const SPELLINGS = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})(\d{2})(\d{2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
]

/** A longer text is no day, however much of it is blanks. */
const LONGEST = 64
/** Behind a blank, a T or 日, so that no digit of the day can be one of the time's. */
const MIDNIGHT = /(?:[\sT]|(?<=日))(?:0?0:00(?::00(?:\.0+)?)?Z?|12:00(?::00)?\s?AM)$/iu

/** What stands before a time of midnight; undefined where the text ends in none. `text` is in its cell form. */
export function beforeMidnight(text: string): string | undefined {
  if (text.length > LONGEST) return undefined
  const whole = text.trim()
  const at = whole.search(MIDNIGHT)
  return at < 0 ? undefined : whole.slice(0, at)
}

/** A day in one of the spellings of docs/forms.md#dates; undefined where it is none. `text` is in its compact form. */
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

/** A number cell without a date format: a serial of Excel below 100000 (1900 system), or YYYYMMDD. */
export function dayInNumber(value: number): string | undefined {
  if (!Number.isInteger(value) || value < 1) return undefined
  if (value >= 10_000_000 && value <= 99_999_999) {
    return dayOf(Math.trunc(value / 10_000), Math.trunc(value / 100) % 100, value % 100)
  }
  // Serial 60 is 29 February 1900, which never was; below it Excel counts from one day later.
  if (value >= 100_000 || value === 60) return undefined
  return new Date(Date.UTC(1899, 11, value < 60 ? 31 : 30) + value * DAY_MS).toISOString().slice(0, 10)
}
