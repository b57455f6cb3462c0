/** The passwords that everybody tries first. */
import { bareWord } from '../../../../rules/access/password-rules.ts'
import { PRODUCT } from '../../../../schemas/product.ts'

/** Later ones of the list's 49,000 are no more common than any word. */
const MOST = 20_000
/** Local choices that a list from abroad lacks. */
const OURS = ['woaini', 'admin', 'administrator', 'yingbao', PRODUCT]

let known: Promise<ReadonlySet<string>> | undefined

/** Only the choice of a password needs the list. */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  known ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => {
    const words = dictionary['passwords-common'].slice(0, MOST).flatMap((word) => [word, bareWord(word)])
    return new Set([...OURS, ...words.filter((word) => word.length >= 4)])
  })
  return known
}
