/** Text that people type for others to read: a person's number in it is no secret of the page that asked. */
import * as z from 'zod'
import { visible } from './codes.ts'

/** People set a number's parts apart. */
const GAP = '[\\s./·_–—-]{0,3}'
const spaced = (...parts: readonly string[]) => parts.join(GAP)
const digits = (count: number) => spaced(...Array<string>(count).fill('\\d'))
const MONTH_AND_DAY = spaced(
  `(?:${spaced('0', '[1-9]')}|${spaced('1', '[0-2]')})`,
  `(?:${spaced('0', '[1-9]')}|${spaced('[12]', '\\d')}|${spaced('3', '[01]')})`,
)
const REGION = spaced('[1-9]', digits(5))
const CENTURY = `(?:${spaced('1', '[89]')}|${spaced('2', '0')})`
/** ID numbers of 18 and of 15 digits (GB 11643). */
const NUMBERS = [
  spaced(REGION, CENTURY, digits(2), MONTH_AND_DAY, digits(3), '[\\dXx]'),
  spaced(REGION, digits(2), MONTH_AND_DAY, digits(3)),
].join('|')

/** As long as the text: an input method may write full-width signs. */
const asDigits = (text: string) =>
  text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))

/** Also of accounts and cards. */
export function holdsNumber(text: string): boolean {
  const plain = asDigits(visible(text))
  return /\d{15}/.test(plain) || new RegExp(NUMBERS).test(plain)
}

/** Names of files and reasons are read by whoever may not see the person: an ID number is as lists show it. */
export function maskedNumbers(text: string): string {
  const signs = [...text.split('')]
  for (const { 0: number, index } of asDigits(text).matchAll(new RegExp(NUMBERS, 'g'))) {
    const at = [...number.matchAll(/[\dX]/gi)].map((digit) => index + digit.index)
    for (const one of at.slice(6, -4)) signs[one] = '*'
  }
  return signs.join('')
}

export const FreeText = z.string().transform((text) => maskedNumbers(visible(text)))

/** An audit entry is never changed. */
export const Numberless = z.string().refine((text) => !holdsNumber(text))
