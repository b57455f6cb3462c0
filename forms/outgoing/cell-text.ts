import { HEADINGS } from '../../wording/headings.ts'

/** Texts as any program reads them back. */

const UNWRITABLE = /[^\P{Cc}\t\n\u0085]|[\p{Cs}\ufffe\uffff]/gu
const LINE_ENDS = /\r\n?/g
const WHITE_CONTROLS = /[\v\f]/g
/** Excel reads `_x0041_` as `A`. */
const ESCAPE_LIKE = /_(?=x[0-9A-Fa-f]{4}_)/g
const SPECIAL = /[<>&\p{Cc}\p{Cs}\ufffe\uffff]|_x/u

/** Excel calls a longer text damage. */
const LONGEST = 32_767
const CUT = '…（内容过长，已截断）'

/** A control character becomes 〔U+0001〕: visible, and never valid when it comes back. */
export function cellText(text: string): string {
  if (text.length <= LONGEST && !SPECIAL.test(text)) return text
  const safe = text
    .replace(LINE_ENDS, '\n')
    .replace(WHITE_CONTROLS, ' ')
    .replace(UNWRITABLE, (c) => `〔U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}〕`)
    .replace(ESCAPE_LIKE, '_x005F_')
  if (safe.length <= LONGEST) return safe
  return safe.slice(0, LONGEST - CUT.length).replace(/[\ud800-\udbff]$/u, '') + CUT
}

export function cellXml(text: string): string {
  if (text.length <= LONGEST && !SPECIAL.test(text)) return text
  return cellText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Excel allows 31 characters and none of `\ / ? * [ ] :`. */
export function sheetName(wanted: string, taken: Set<string>): string {
  const base =
    cellText(wanted)
      .replace(/[\\/?*[\]:]/g, '_')
      .replace(/^'+|'+$/g, '')
      .trim() || HEADINGS.list
  for (let n = 1; ; n++) {
    const ending = n === 1 ? '' : ` (${n})`
    const name = wholeCharacters(base, 31 - ending.length) + ending
    const key = name.toLowerCase()
    if (taken.has(key) || key === 'history') continue
    taken.add(key)
    return name
  }
}

function wholeCharacters(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}
