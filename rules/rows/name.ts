/** What is a name (docs/rules.md#row-codes, `name-invalid`). */

/** Most names: nothing in them has to be looked at closer. */
const USUAL = /^[\u3007\u3400-\u4dbf\u4e00-\u9fff·]+$/
/** What a program, or a clerk, writes where there is none; `n/a` and `[object Object]` have signs that no name has. */
const EMPTINESS = new Set(['null', 'undefined', 'nan', 'none', 'nil', '无', '无名'])
const FOREIGN = /[\p{Nd}\p{Cc}?#*□■○/=<>_{}]/u
/** Characters; no name is as long, and a person's record has to hold it. */
const LONGEST = 100
const OPENING = /\p{Ps}/u
const CLOSING = /\p{Pe}/u
/** A script's letter; a private-use character, for old systems had no other for rare ones. */
const LETTER = /[\p{L}\p{Script=Han}\p{Co}]/u
const HAN = /\p{Script=Han}/u
const LATIN = /\p{Script=Latin}/u

/** Whether the text, a name's normal form, can be somebody's. */
export function isName(name: string): boolean {
  if (name.length > LONGEST) return false
  if (USUAL.test(name)) return !EMPTINESS.has(name) && /[^·]/.test(name)
  if (EMPTINESS.has(name.toLowerCase()) || FOREIGN.test(name) || !LETTER.test(name)) return false
  return !hasBrackets(name) && !mixesScripts(name)
}

/** Latin letters beside Han characters: a remark, or a slip of the keyboard. */
export const mixesScripts = (name: string): boolean => LATIN.test(name) && HAN.test(name)

function hasBrackets(name: string): boolean {
  const opening = name.search(OPENING)
  return opening >= 0 && CLOSING.test(name.slice(opening))
}
