/** From what a cell of the XML says to its text and kind: the one meaning that both ways of reading share. */
import { dateText, isoDateText } from './date-format.ts'
import type { SharedStrings } from './shared-strings.ts'
import { Kind, UnreadableFile } from './sheet.ts'
import { unescapeText } from './xml-text.ts'

// No two parts of it match the same digits, so that the time it takes grows with the text and not with its square.
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/

/** Writers store one number as 120, 120.0 or 1.2E+2. */
const INEXACT = /[.eE]/

/** Whether cells of that type hold text: there an empty value is the empty text, elsewhere it is no value. */
export const holdsText = (type: string): boolean => type === 'str' || type === 's' || type === 'inlineStr'

export class CellMeaning {
  readonly shared: SharedStrings
  /** By style index: 1 where its number format shows a date. */
  readonly dateStyles: Uint8Array
  readonly date1904: boolean
  /** Of the text that was returned last. */
  kind: Kind = Kind.blank

  constructor(shared: SharedStrings, dateStyles: Uint8Array, date1904: boolean) {
    this.shared = shared
    this.dateStyles = dateStyles
    this.date1904 = date1904
  }

  /** The text of a cell of `type` (its attribute `t`) that holds `stored`, references resolved; sets `kind`. */
  text(type: string, style: number, stored: string): string {
    this.kind = stored === '' ? Kind.blank : Kind.text
    if (stored === '') return ''
    switch (type) {
      case 'n':
        return this.number(style, stored)
      case 's':
        return this.sharedText(/^\s*\d{1,9}\s*$/.test(stored) ? Number(stored) : -1)
      case 'b':
        return this.boolean(stored)
      case 'e':
        this.kind = Kind.error
        return stored
      case 'd': {
        const date = isoDateText(stored)
        if (date !== undefined) this.kind = Kind.date
        return date ?? stored
      }
      default:
        return unescapeText(stored)
    }
  }

  /** A number, or the date that it is by its style; what is no number is text. Sets `kind`. */
  number(style: number, stored: string): string {
    if (!NUMBER.test(stored)) {
      this.kind = Kind.text
      return stored
    }
    return this.wholeNumber(style, stored)
  }

  /** The same of what is known to be a number. */
  wholeNumber(style: number, stored: string): string {
    if (this.dateStyles[style] === 1) {
      const date = dateText(Number(stored), this.date1904)
      if (date !== undefined) {
        this.kind = Kind.date
        return date
      }
    }
    this.kind = Kind.number
    return INEXACT.test(stored) ? plainNumber(stored) : stored
  }

  /** Sets `kind`; throws where there is no such string. */
  sharedText(index: number): string {
    const text = this.shared.get(index)
    if (text === undefined) throw new UnreadableFile('file-unreadable', 'damaged')
    this.kind = text === '' ? Kind.blank : Kind.text
    return text
  }

  private boolean(stored: string): string {
    const value =
      stored === '1' || stored === 'true' ? 'TRUE' : stored === '0' || stored === 'false' ? 'FALSE' : undefined
    if (value) this.kind = Kind.boolean
    return value ?? stored
  }
}

/** Without an exponent where it is a whole number, every digit of it. */
function plainNumber(stored: string): string {
  const number = Number(stored)
  return Number.isFinite(number) ? numberText(number) : stored
}

/** A number with all its digits, an exponent only where it has very many. */
export function numberText(number: number): string {
  return Number.isInteger(number) && Math.abs(number) < 1e21 ? String(BigInt(number)) : String(number)
}

/** The column (0 is A) of a reference such as `AB12`; throws where it is none or lies beyond Excel's XFD. */
export function columnOf(reference: string): number {
  const found = /^([A-Z]{1,3})\d*$/.exec(reference.toUpperCase())
  let column = 0
  for (const letter of found?.[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  if (column < 1 || column > 16_384) throw new UnreadableFile('file-unreadable', 'damaged')
  return column - 1
}
