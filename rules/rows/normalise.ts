/** Normal forms (docs/rules.md#normal-forms). */
import { withoutRadicals } from './radicals.ts'

const INVISIBLE = /[\p{White_Space}\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu
/** NFKC would split it into a blank and an accent. */
const DOT_ABOVE = /\u02d9/gu
const MIDDLE_DOTS = /[\u00b7\u2022\u2027\u2219\u22c5\u25cf\u30fb.]/gu
/** The fast path. */
const PLAIN = /^[-/0-9A-Za-wyz\u3007\u3400-\u4dbf\u4e00-\u9fff]*$/

export function cellForm(text: string): string {
  return PLAIN.test(text) ? text : withoutRadicals(text).normalize('NFKC')
}

export function compact(text: string): string {
  if (PLAIN.test(text)) return text
  const whole = cellForm(text)
  const bare = whole.replace(INVISIBLE, '')
  // Removal may join a letter and its accent.
  return bare.length === whole.length ? bare : bare.normalize('NFKC')
}

export function normaliseId(text: string): string {
  return PLAIN.test(text) ? text : compact(text).replaceAll('x', 'X')
}

export function normaliseName(text: string): string {
  return PLAIN.test(text) ? text : compact(text.replace(DOT_ABOVE, '·')).replace(MIDDLE_DOTS, '·')
}

const LONGEST_HEADING = 200
const CLOSERS = new Map([
  [')', '('],
  [']', '['],
  ['】', '【'],
  ['〕', '〔'],
])
const OPENERS = new Set(CLOSERS.values())

/** Brackets and asterisks; most cells have none. */
const MARKS = /[()[\]【】〔〕*]/

/** `*县（市、区）` becomes `县`. */
export function headingForm(text: string): string {
  const whole = compact(text.slice(0, LONGEST_HEADING))
  if (!MARKS.test(whole)) return whole
  return withoutBrackets(whole).replace(/^\*+/u, '').replace(/\*+$/u, '')
}

function withoutBrackets(text: string): string {
  const kept: string[] = []
  const open = new Map<string, number[]>()
  for (const character of text) {
    const opener = CLOSERS.get(character)
    const at = opener === undefined ? undefined : open.get(opener)?.pop()
    if (at !== undefined) {
      kept.length = at
      for (const places of open.values()) while (places.length > 0 && places.at(-1)! >= at) places.pop()
      continue
    }
    if (OPENERS.has(character)) placesOf(open, character).push(kept.length)
    kept.push(character)
  }
  return kept.join('')
}

function placesOf(open: Map<string, number[]>, bracket: string): number[] {
  const places = open.get(bracket) ?? []
  open.set(bracket, places)
  return places
}
