/** Normal forms (docs/rules.md#normal-forms): two spellings that mean the same become the same string. */
import { withoutRadicals } from './radicals.ts'

const INVISIBLE = /[\p{White_Space}\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu
/** NFKC makes a blank and an accent of it. */
const DOT_ABOVE = /\u02d9/gu
const MIDDLE_DOTS = /[\u00b7\u2022\u2027\u2219\u22c5\u25cf\u30fb.]/gu
/** What none of the normal forms changes: most cells, so most cells pay nothing. */
const PLAIN = /^[-/0-9A-Za-wyz\u3007\u3400-\u4dbf\u4e00-\u9fff]*$/

/** The text of a cell: NFKC, with ideographs in place of the radicals that look like them. */
export function cellForm(text: string): string {
  return PLAIN.test(text) ? text : withoutRadicals(text).normalize('NFKC')
}

/** `cellForm`, without white space and characters that show nothing. */
export function compact(text: string): string {
  if (PLAIN.test(text)) return text
  const whole = cellForm(text)
  const bare = whole.replace(INVISIBLE, '')
  // What stood apart may join now: a letter and its accent.
  return bare.length === whole.length ? bare : bare.normalize('NFKC')
}

/** An ID number's normal form: `compact`, with `x` made `X`. */
export function normaliseId(text: string): string {
  return PLAIN.test(text) ? text : compact(text).replaceAll('x', 'X')
}

/** A name's normal form: `compact`, with every middle dot made `·`. Two names agree when these are equal. */
export function normaliseName(text: string): string {
  return PLAIN.test(text) ? text : compact(text.replace(DOT_ABOVE, '·')).replace(MIDDLE_DOTS, '·')
}

/** No heading says more in more characters. */
const LONGEST_HEADING = 200
const CLOSERS = new Map([
  [')', '('],
  [']', '['],
  ['】', '【'],
  ['〕', '〔'],
])
const OPENERS = new Set(CLOSERS.values())

/**
 * A heading's normal form: `*县（市、区）` is `县` (docs/forms.md). Brackets go with what stands in them, a
 * bracket without its partner stays.
 */
export function headingForm(text: string): string {
  const whole = compact(text.slice(0, LONGEST_HEADING))
  return withoutBrackets(whole).replace(/^\*+/u, '').replace(/\*+$/u, '')
}

function withoutBrackets(text: string): string {
  const kept: string[] = []
  /** Of the brackets that are open, by their kind, where they stand in `kept`. */
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
