/** The passwords that everybody tries first. */
import { bareWord } from '../../../rules/access/password-rules.ts'
import { PRODUCT } from '../../../schemas/product.ts'

/** Of the list's 49,000 the later ones are no more common than any word. */
const MOST = 20_000
/** What offices here choose, and a list from abroad has not. */
const OURS = ['woaini', 'admin', 'administrator', 'yingbao', PRODUCT]

let known: Promise<ReadonlySet<string>> | undefined

/** Read when somebody first chooses a password: no other page needs it. */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  known ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => {
    const words = dictionary['passwords-common'].slice(0, MOST).flatMap((word) => [word, bareWord(word)])
    return new Set([...OURS, ...words.filter((word) => word.length >= 4)])
  })
  return known
}
