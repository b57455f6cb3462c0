import { expect, test } from 'vitest'
import { rmbCapitals } from '../../../forms/outgoing/rmb-capitals.ts'
import fc from '../../fc.ts'

test.each([
  // The examples of 支付结算办法, 附件一, one of the two readings where it allows two.
  [140_950, '人民币壹仟肆佰零玖元伍角整'],
  [600_714, '人民币陆仟零柒元壹角肆分'],
  [168_032, '人民币壹仟陆佰捌拾元叁角贰分'],
  [10_700_053, '人民币壹拾万零柒仟元伍角叁分'],
  [1_640_902, '人民币壹万陆仟肆佰零玖元零贰分'],
  [32_504, '人民币叁佰贰拾伍元零肆分'],
  [0, '人民币零元整'],
  [5, '人民币伍分'],
  [50, '人民币伍角整'],
  [1_000, '人民币壹拾元整'],
  [12_000, '人民币壹佰贰拾元整'],
  [1_000_000, '人民币壹万元整'],
  [10_010_000, '人民币壹拾万零壹佰元整'],
  [100_000_000_000, '人民币壹拾亿元整'],
  [1_000_000_000_100, '人民币壹佰亿零壹元整'],
  [-12_000, '人民币负壹佰贰拾元整'],
])('%i fen are %s', (fen, text) => {
  expect(rmbCapitals(fen)).toBe(text)
})

/** The amount that a text says, read from the left as a person reads it. */
function read(text: string): number {
  const [, yuan, rest = ''] = /^人民币(?:(.*)元)?(.*)$/.exec(text)!
  const digit = (c: string) => '零壹贰叁肆伍陆柒捌玖'.indexOf(c)
  const unit = { 拾: 10, 佰: 100, 仟: 1000 } as Record<string, number>
  let total = 0
  let group = 0
  let last = 0
  for (const c of yuan ?? '') {
    if (digit(c) >= 0) last = digit(c)
    else if (c in unit) {
      group += last * unit[c]!
      last = 0
    } else {
      total += (group + last) * (c === '万' ? 1e4 : 1e8)
      group = last = 0
    }
  }
  const of = (name: string) => digit(new RegExp(`(.)${name}`).exec(rest)?.[1] ?? '零')
  return (total + group + last) * 100 + of('角') * 10 + of('分')
}

test('any amount is read back as itself, without two noughts in a row or one before a unit', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.nat(1e9),
        fc.nat(99_999).map((n) => n * 1_000_000),
      ),
      (fen) => {
        const text = rmbCapitals(fen)
        expect(read(text)).toBe(fen)
        expect(text).not.toMatch(/零零|零[拾佰仟万亿角分]|分整/)
        if (fen > 0) expect(text).not.toMatch(/零元|零$/)
      },
    ),
  )
})

test.each([0.5, Number.NaN, 1e14])('%d is no amount', (fen) => {
  expect(() => rmbCapitals(fen)).toThrow(RangeError)
})
