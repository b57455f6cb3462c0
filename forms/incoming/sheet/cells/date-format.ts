/** Date formats among number formats (ECMA-376 part 1, 18.8.30 and 18.8.31), and the dates of serials. */

/** Formats of Chinese, Japanese and Thai Excel among them. */
export function isBuiltInDate(id: number): boolean {
  return (
    (id >= 14 && id <= 22) ||
    (id >= 27 && id <= 36) ||
    (id >= 45 && id <= 47) ||
    (id >= 50 && id <= 58) ||
    (id >= 71 && id <= 81)
  )
}

/** Literal text, padding and exponents name no date. */
const LITERAL = /"[^"]*"?|\\.|_.|\*.|E[+-]/gisu
const ELAPSED = /^\[(h+|m+|s+)\]$/i
const CONDITION = /\[[<>=][^[\]]*\]/
const BRACKETS = /\[[^[\]]*\]/g
const LONGEST = 255

/** The first section decides, or any that has a condition. */
export function isDateFormat(format: string): boolean {
  const bare = format.slice(0, LONGEST).replace(LITERAL, ' ')
  const sections = bare.split(';')
  return (CONDITION.test(bare) ? sections : sections.slice(0, 1)).some((section) => {
    const parts = section.replace(BRACKETS, (bracket) => (ELAPSED.test(bracket) ? 'h' : ' '))
    return /[ymdhseg]|aaa|bb|am\/pm|a\/p|[上下]午/i.test(parts.replace(/general|g\/通用格式/gi, ' '))
  })
}

const DAY_SECONDS = 86_400
/** The serial behind 9999-12-31. */
const LAST = 2_958_466
const SHIFT_1904 = 1462

const known = new Map<number, string>()

/** As Excel shows it (60 is its 1900-02-29); `undefined` where it shows none. */
export function dateText(serial: number, date1904: boolean): string | undefined {
  if (!(serial >= 0 && serial < LAST)) return undefined
  let day = Math.floor(serial)
  let seconds = Math.round((serial - day) * DAY_SECONDS)
  if (seconds === DAY_SECONDS) {
    seconds = 0
    day++
  }
  if (date1904) day += SHIFT_1904
  if (day < 1 || day >= LAST) return undefined
  let text = known.get(day)
  if (text === undefined) {
    if (known.size === 50_000) known.clear()
    text = day === 60 ? '1900-02-29' : civil(day > 60 ? day - 25_569 : day - 25_568)
    known.set(day, text)
  }
  return seconds === 0 ? text : `${text} ${clock(seconds)}`
}

/** Of a `t="d"` cell. */
export function isoDateText(text: string): string | undefined {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d)(?:\.\d+)?)?Z?)?$/.exec(text)
  if (!found) return undefined
  const time = found[2] ? `${found[2]}:${found[3] ?? '00'}` : '00:00:00'
  return time === '00:00:00' ? found[1] : `${found[1]} ${time}`
}

const civil = (daysFrom1970: number) => new Date(daysFrom1970 * DAY_SECONDS * 1000).toISOString().slice(0, 10)

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
