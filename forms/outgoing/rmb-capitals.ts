/** 大写金额 by the People's Bank's rules (支付结算办法, 附件一). */

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const MYRIADS = ['', '万', '亿']
/** 万亿 yuan, in fen. */
const LIMIT = 1e14

/** `人民币壹仟肆佰零玖元伍角整` of 140950 fen. @throws RangeError */
export function rmbCapitals(fen: number): string {
  if (!Number.isSafeInteger(fen) || Math.abs(fen) >= LIMIT) throw new RangeError('no amount in fen')
  const sign = fen < 0 ? '负' : ''
  const amount = Math.abs(fen)
  const [yuan, jiao, rest] = [Math.floor(amount / 100), Math.floor(amount / 10) % 10, amount % 10]
  let text = yuan > 0 || amount === 0 ? `${integer(yuan)}元` : ''
  if (jiao > 0) text += `${DIGITS[jiao]}角`
  else if (rest > 0 && yuan > 0) text += '零'
  text += rest > 0 ? `${DIGITS[rest]}分` : '整'
  return `人民币${sign}${text}`
}

/** Zeros in a row are one 零. */
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
