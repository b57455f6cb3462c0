/** Normal forms (RULES section 2): two spellings that mean the same become the same string. */

const INVISIBLE = /[\p{White_Space}\p{Cf}]+/gu
const MIDDLE_DOTS = /[\u00b7\u2022\u2027\u2219\u22c5\u30fb.]/gu
/** What NFKC leaves as it is and none of the patterns here touches: most cells, so most cells pay nothing. */
const PLAIN = /^[-/0-9A-WYZa-wyz\u4e00-\u9fff]*$/

/** Whether every normal form of the text is the text itself. */
export const isPlain = (text: string): boolean => PLAIN.test(text)

/** NFKC, without white space and format characters. */
export function compact(text: string): string {
  if (PLAIN.test(text)) return text
  const whole = text.normalize('NFKC')
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
  return PLAIN.test(text) ? text : compact(text).replace(MIDDLE_DOTS, '·')
}

const BRACKETED = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕/gu

/** A heading's normal form: `县（市、区）*` is `县` (FORMS). */
export function headingForm(text: string): string {
  let form = compact(text)
  for (let before = ''; before !== form; ) {
    before = form
    form = form.replace(BRACKETED, '')
  }
  return form.replace(/\*+$/u, '')
}
