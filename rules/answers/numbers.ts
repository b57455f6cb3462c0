/** Numbers by which answers name cases, batches, rows and money. */
import { compact } from '../rows/normalise.ts'

/** As on paper: without blanks, in capitals. */
export const referenceForm = (text: string): string => compact(text).toUpperCase()

/** Excel stores 120.3 as 120.30000000000001. */
const DIGITS = 15
const AMOUNT = /^-?\d{1,13}(?:\.\d{1,2})?0*$/
/** As Excel writes a formatted amount into a CSV file. */
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const NUMBER = /^[+-]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:E[+-]?\d{1,3})?$/i

/** @returns undefined for what is no number with at most two decimals */
export function fenIn(text: string, isNumber: boolean): number | undefined {
  const bare = GROUPED.test(text) ? text.replaceAll(',', '') : text
  const plain = isNumber && NUMBER.test(bare) ? plainDigits(Number(bare)) : bare
  if (!AMOUNT.test(plain)) return undefined
  const fen = Math.round(Number(plain) * 100)
  return Number.isSafeInteger(fen) ? fen : undefined
}

const plainDigits = (value: number) => String(Number(value.toPrecision(DIGITS)))

const WHOLE = /^0*(\d{1,9})(?:\.0+)?$/

/** @returns undefined for what is no whole number */
export function wholeIn(text: string): number | undefined {
  const [, digits] = WHOLE.exec(text) ?? []
  return digits === undefined ? undefined : Number(digits)
}
