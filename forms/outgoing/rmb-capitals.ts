/** 大写金额, as the rules of the People's Bank for filling in bills write amounts (支付结算办法, 附件一). */

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
/** Of each four digits. */
const MYRIADS = ['', '万', '亿']
/** In fen: a 万亿 of yuan, which no county pays, is the first amount without a name here. */
const LIMIT = 1e14

/**
 * `人民币壹仟肆佰零玖元伍角整` of 140950 fen. 整 stands behind 元 and 角, never behind 分.
 *
 * @throws a RangeError for what is no whole number of fen, or a 万亿 yuan and more.
 */
export function rmbCapitals(fen: number): string {
  if (!Number.isSafeInteger(fen) || Math.abs(fen) >= LIMIT) throw new RangeError('no amount in fen')
  const sign = fen < 0 ? '负' : ''
  const amount = Math.abs(fen)
  const [yuan, jiao, rest] = [Math.floor(amount / 100), Math.floor(amount / 10) % 10, amount % 10]
  let text = yuan > 0 || amount === 0 ? `${integer(yuan)}元` : ''
  if (jiao > 0) text += `${DIGITS[jiao]}角`
  // A nought between 元 and 分 is said, 角 having none of its own.
  else if (rest > 0 && yuan > 0) text += '零'
  text += rest > 0 ? `${DIGITS[rest]}分` : '整'
  return `人民币${sign}${text}`
}

/** Noughts in a row are one 零 before the next digit; those at the end are none. */
function integer(number: number): string {
  if (number === 0) return '零'
  let text = ''
  let isGap = false
  for (let group = MYRIADS.length - 1; group >= 0; group--) {
    const four = Math.floor(number / 10_000 ** group) % 10_000
    for (let place = 3; place >= 0; place--) {
      const digit = Math.floor(four / 10 ** place) % 10
      if (digit === 0) {
        isGap = text !== ''
        continue
      }
      text += `${isGap ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`
      isGap = false
    }
    if (four > 0) text += MYRIADS[group]
  }
  return text
}
