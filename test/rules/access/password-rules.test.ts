import { expect, test } from 'vitest'
import { commonPasswords } from '../../../functions/web/access/sign-in/common-passwords.ts'
import { isPasswordOver, passwordFault } from '../../../rules/access/password-rules.ts'

const common = await commonPasswords()

test.each([
  ['Yu5ng-tai', 'short'],
  ['Yu5ng-taiq', undefined],
  ['yungtaiqbc', 'plain'],
  ['yu5ngtaiqb', 'plain'],
  ['yungtaiqbcyungta', undefined],
  ['应保Tai-jqzk2', undefined],
  [`Yu5-${'qz'.repeat(63)}`, 'long'],
  ['P@ssw0rd2018!', 'common'],
  ['Woaini1314520', 'common'],
  ['Aa123456789!', 'common'],
  ['Admin@12345', 'common'],
  ['1qaz2WSX3edc', 'common'],
  ['Yingbao2018@', 'common'],
  ['aaaaaaaaaaaaaaaaaaaa', 'common'],
  ['1234567890123456', 'common'],
  ['abcdefghijklmnop', 'common'],
  ['9876543210987654', 'common'],
  ['passwordpassword', 'common'],
  ['1234567812345678', 'common'],
  ['Qwer1234Qwer1234', 'common'],
  ['qwertyuiopasdfgh', 'common'],
  ['Lkjhgfdsapoiuytrewq-1', 'common'],
  ['1234567890qwertyuiop!A', 'common'],
  ['qwertyui-Tai-jqzk2', undefined],
  ['yungtai8yungtai8', undefined],
  ['Ｐ＠ｓｓｗ０ｒｄ２０１８！', 'common'],
  ['Ｌｉｎａ．ｗａｎｇ-77', 'own'],
  ['Lina.wang-77', 'own'],
  ['王丽娜Tai-jqzk2', 'own'],
])('%s: %s', (password, fault) => {
  expect(passwordFault(password, ['lina.wang', '王丽娜'], common)).toBe(fault)
})

test.each([
  ['2018-06-01T01:00:00Z', 30, '2018-07-01T00:59:59Z', false],
  ['2018-06-01T01:00:00Z', 30, '2018-07-01T01:00:00Z', true],
  ['2008-06-01T01:00:00Z', 0, '2018-07-01T01:00:00Z', false],
  [undefined, 30, '2018-07-01T01:00:00Z', false],
])('a password of %s that lasts %d days is over at %s: %s', (setAt, days, time, isOver) => {
  expect(isPasswordOver(setAt, days, time)).toBe(isOver)
})
