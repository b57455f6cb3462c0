/** Names (docs/rules.md#row-codes, `name-invalid`). */
import type { RowCode } from '../../schemas/codes.ts'

/** The fast path. */
const USUAL = /^[\u3007\u3400-\u4dbf\u4e00-\u9fff·]+$/
const EMPTINESS = new Set(['null', 'undefined', 'nan', 'none', 'nil', '无', '无名'])
const FOREIGN = /[\p{Nd}\p{Cc}?#*□■○/=<>_{}]/u
const LONGEST = 100
const OPENING = /\p{Ps}/u
const CLOSING = /\p{Pe}/u
/** Private-use characters are rare ones of old systems. */
const LETTER = /[\p{L}\p{Script=Han}\p{Co}]/u
const HAN = /\p{Script=Han}/u
const LATIN = /\p{Script=Latin}/u

/** @param isError the cell holds an error value of a formula */
export function nameFault(name: string, isError: boolean): RowCode | undefined {
  if (name === '') return 'name-missing'
  return isError || !isName(name) ? 'name-invalid' : undefined
}

function isName(name: string): boolean {
  if (name.length > LONGEST) return false
  if (USUAL.test(name)) return !EMPTINESS.has(name) && /[^·]/.test(name)
  if (EMPTINESS.has(name.toLowerCase()) || FOREIGN.test(name) || !LETTER.test(name)) return false
  return !hasBrackets(name) && !mixesScripts(name)
}

export const mixesScripts = (name: string): boolean => LATIN.test(name) && HAN.test(name)

function hasBrackets(name: string): boolean {
  const opening = name.search(OPENING)
  return opening >= 0 && CLOSING.test(name.slice(opening))
}
