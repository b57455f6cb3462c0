/** Rules for passwords (docs/access.md#sign-in). */

export type PasswordFault = 'short' | 'long' | 'plain' | 'common' | 'own'

const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /\p{Lo}/u, /[^\p{L}\p{Nd}]/u]

/** @param common passwords and their `bareWord`, in lower case */
export function passwordFault(
  password: string,
  own: readonly string[],
  common: ReadonlySet<string>,
): PasswordFault | undefined {
  // Its hash is made of this form too: full-width letters make no other password.
  const text = password.normalize('NFKC')
  const length = [...text].length
  if (length < 10) return 'short'
  if (length > 128) return 'long'
  const kinds = KINDS.filter((kind) => kind.test(text)).length
  if (length < 16 && kinds < 3) return 'plain'
  const lower = text.toLowerCase()
  const isTelling = (word: string) => word.length >= (/\p{Lo}/u.test(word) ? 2 : 4)
  if (own.some((word) => isTelling(word) && lower.includes(word.toLowerCase()))) return 'own'
  const isGuessed =
    new Set(lower).size < 5 || isSequence(lower) || isTypedAlong(lower) || isCommon(unitOf(lower), common)
  return isGuessed ? 'common' : undefined
}

/** @param days how long a password lasts, or 0 for ever */
export function isPasswordOver(setAt: string | undefined, days: number, time: string): boolean {
  return days > 0 && Date.parse(time) - Date.parse(setAt ?? '') >= days * 86_400_000
}

/** `1234567890123456`, `abcdefabcdefabcdef`. */
function isSequence(lower: string): boolean {
  const steps = Array.from({ length: lower.length - 1 }, (_, at) => lower.charCodeAt(at + 1) - lower.charCodeAt(at))
  return new Set(steps).size <= 2
}

const ROWS = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'].flatMap((row) => [
  row,
  [...row].toReversed().join(''),
])

/** `qwertyuiopasdfgh`: what runs along the keyboard is no harder to guess for being long. */
function isTypedAlong(lower: string): boolean {
  let rest = lower
  for (const row of ROWS)
    for (let length = row.length; length >= 4; length--)
      for (let at = 0; at + length <= row.length; at++) rest = rest.replaceAll(row.slice(at, at + length), '')
  return rest.length < 6
}

/** Of `passwordpassword` it is `password`. */
const unitOf = (lower: string) => lower.slice(0, (lower + lower).indexOf(lower, 1))

/** Only a long phrase of common words is hard to guess. */
function isCommon(lower: string, common: ReadonlySet<string>): boolean {
  const runs = (lower.match(/\p{L}+|\p{Nd}+/gu) ?? []).filter((run) => run.length >= 4)
  const isPlain = lower.length < 20 && runs.length > 0 && runs.every((run) => common.has(run))
  return isPlain || common.has(lower) || common.has(bareWord(lower))
}

const LOOKALIKES: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  $: 's',
  '5': 's',
}

/** `P@ssw0rd2018!` is `password`. */
export function bareWord(password: string): string {
  const text = password.normalize('NFKC').toLowerCase()
  const letters = text.split(/^[^\p{L}@$]+|[^\p{L}]+$/u).find((part) => part !== '') ?? ''
  return letters.replace(/[^\p{L}]/gu, (sign) => LOOKALIKES[sign] ?? sign)
}
