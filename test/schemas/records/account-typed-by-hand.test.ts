/** What a person types in to sign in, however a keyboard writes it. */
import { expect, test } from 'vitest'
import { HolderName, SecondFactor, SignInName, SixDigits } from '../../../schemas/records/account.ts'

test.each([
  ['lina@example.org', 'lina@example.org'],
  [' LiNa ＠ example．org ', 'lina@example.org'],
  ['138 0000 0001', '13800000001'],
  ['１３８-0000-0001', '13800000001'],
  ['+86 138 0000 0001', '13800000001'],
  ['0086-13800000001', '13800000001'],
  ['86 138 0000 0001', '13800000001'],
  ['110101900101001', undefined],
  ['（0751）888 1234', '07518881234'],
  ['+852 2345 6789', '+85223456789'],
  ['lina', undefined],
  ['123456', undefined],
  ['lina@example', undefined],
  ['a\0b@example.org', undefined],
  ['"><img@example.org', undefined],
  ['lina@example.org,else@example.org', undefined],
  ['lina@example.org\r\nBcc:else@example.org', undefined],
  [`${'a'.repeat(300)}@example.org`, undefined],
])('%j to sign in by is %s', (typed, name) => {
  expect(SignInName.safeParse(typed).data).toBe(name)
})

test.each([
  [' 张\u202e三\n', '张三'],
  ['440222195001011234', undefined],
  ['张三４４０２２２ 19500101 123X', undefined],
  ['\u200b', undefined],
])('%j is the name %s', (typed, name) => {
  expect(HolderName.safeParse(typed).data).toBe(name)
})

test.each([
  ['１２３ 456', '123456'],
  ['12345', undefined],
  ['1234567', undefined],
])('six digits: %s', (typed, code) => {
  expect(SixDigits.safeParse(typed).data).toBe(code)
})

test.each([
  ['ZJ9XN－TRDTY', 'zj9xntrdty'],
  ['zj9xn trdty', 'zj9xntrdty'],
  ['zj9xn', undefined],
])('a second factor: %s', (typed, code) => {
  expect(SecondFactor.safeParse(typed).data).toBe(code)
})
