/** The meaning of a cell's XML, for both ways of reading. */

import type { SharedStrings } from '../bytes/shared-strings.ts'
import { Kind, UnreadableFile } from '../sheet.ts'
import { unescapeText } from '../xml/xml-text.ts'
import { dateText, isoDateText } from './date-format.ts'

// No two parts match the same digits: matching is linear.
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/

/** Writers store one number as 120, 120.0 or 1.2E+2. */
const INEXACT = /[.eE]/

/** In these types an empty value is a text. */
export const holdsText = (type: string): boolean => type === 'str' || type === 's' || type === 'inlineStr'

export class CellMeaning {
  readonly shared: SharedStrings
  /** By style: 1 for a date. */
  readonly dateStyles: Uint8Array
  readonly date1904: boolean
  kind: Kind = Kind.blank

  constructor(shared: SharedStrings, dateStyles: Uint8Array, date1904: boolean) {
    this.shared = shared
    this.dateStyles = dateStyles
    this.date1904 = date1904
  }

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

  /** A number, or a date by its style; anything else is text. */
  number(style: number, stored: string): string {
    if (!NUMBER.test(stored)) {
      this.kind = Kind.text
      return stored
    }
    return this.wholeNumber(style, stored)
  }

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

  /** @throws UnreadableFile */
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

function plainNumber(stored: string): string {
  const number = Number(stored)
  return Number.isFinite(number) ? numberText(number) : stored
}

export function numberText(number: number): string {
  return Number.isInteger(number) && Math.abs(number) < 1e21 ? String(BigInt(number)) : String(number)
}

/** @throws UnreadableFile beyond Excel's last column, XFD */
export function columnOf(reference: string): number {
  const found = /^([A-Z]{1,3})\d*$/.exec(reference.toUpperCase())
  let column = 0
  for (const letter of found?.[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  if (column < 1 || column > 16_384) throw new UnreadableFile('file-unreadable', 'damaged')
  return column - 1
}
