/** Sheets of settings: how long things are kept, sign-in, cases. */
import { describe, expect, test } from 'vitest'
import { changeText, policyChanges } from '../../../forms/policy/policy-difference.ts'
import { SHEETS } from '../../../forms/policy/policy-sheets.ts'
import { calendar, contacts, faultsOf, policy, read, withRows, write } from './small-policy.ts'

describe('retention', () => {
  test('is read back as written; what a workbook leaves out stays', async () => {
    const retention = { audit: 6, events: 12, uploads: 24, mails: 360 }
    const held = { ...policy, retention }
    const own = { policy: held, contacts, calendar }
    expect(await read(await write(own))).toMatchObject({ ok: true, policy: { retention } })
    const less = await withRows(SHEETS.retention, [['审计记录', '60', '']], own)
    expect(less).toMatchObject({ ok: true, policy: { retention: { ...policy.retention, audit: 60 } } })
  })

  test.each([
    ['审计记录', '5', '保存期限!4 “审计记录”至少保存6个月，最多360个月。请填6至360的整数。'],
    ['审计记录', '361', '保存期限!4 “审计记录”至少保存6个月，最多360个月。请填6至360的整数。'],
    ['报送文件和退回表', '11', '保存期限!4 “报送文件和退回表”至少保存12个月，最多360个月。请填12至360的整数。'],
    ['邮件发送记录', '三年', '保存期限!4 “邮件发送记录”至少保存6个月，最多360个月。请填6至360的整数。'],
    ['邮件发送记录', '', '保存期限!4 “保存月数”没有填。'],
    ['台账', '12', '保存期限!4 “项目”没有“台账”这一项。请不要改动这一栏。'],
  ])('%s for %j months is a fault', async (item, months, message) => {
    expect(faultsOf(await withRows(SHEETS.retention, [[item, months, '']]))).toEqual([message])
  })
})

describe('sign-in', () => {
  test('is read back as written; what a workbook leaves out stays', async () => {
    const signIn = { idleMinutes: 60, wholeHours: 24, passwordDays: 90 }
    const own = { policy: { ...policy, signIn }, contacts, calendar }
    expect(await read(await write(own))).toMatchObject({ ok: true, policy: { signIn } })
    const less = await withRows(SHEETS.signIn, [['密码有效天数', '45', '']], own)
    expect(less).toMatchObject({ ok: true, policy: { signIn: { ...policy.signIn, passwordDays: 45 } } })
    const off = await withRows(SHEETS.signIn, [['密码有效天数', '0', '']], own)
    expect(off).toMatchObject({ ok: true, policy: { signIn: { passwordDays: 0 } } })
  })

  test.each([
    ['无操作自动退出的分钟数', '9', '登录!4 “无操作自动退出的分钟数”只能填10至60的整数。'],
    ['无操作自动退出的分钟数', '0', '登录!4 “无操作自动退出的分钟数”只能填10至60的整数。'],
    ['一次登录最长的小时数', '25', '登录!4 “一次登录最长的小时数”只能填1至24的整数。'],
    ['密码有效天数', '29', '登录!4 “密码有效天数”只能填0（不要求定期更换）或者30至730的整数。'],
    ['密码有效天数', '', '登录!4 “值”没有填。'],
    ['口令', '90', '登录!4 “项目”没有“口令”这一项。请不要改动这一栏。'],
  ])('%s as %j is a fault', async (item, value, message) => {
    expect(faultsOf(await withRows(SHEETS.signIn, [[item, value, '']]))).toEqual([message])
  })
})

describe('cases', () => {
  test('are read back as written; what a workbook leaves out stays', async () => {
    const cases = { secondPerson: true, verifiedMonths: 6 }
    const own = { policy: { ...policy, cases }, contacts, calendar }
    expect(await read(await write(own))).toMatchObject({ ok: true, policy: { cases } })
    const less = await withRows(SHEETS.cases, [['处理意见都由第二人确认', '是', '']], own)
    expect(less).toMatchObject({ ok: true, policy: { cases: { secondPerson: true, verifiedMonths: 12 } } })
  })

  test.each([
    ['复核日期的有效月数', '0', '案件办理!4 “复核日期的有效月数”只能填1至36的整数。'],
    ['复核日期的有效月数', '37', '案件办理!4 “复核日期的有效月数”只能填1至36的整数。'],
    ['复核日期的有效月数', '', '案件办理!4 “值”没有填。'],
    ['第二人', '是', '案件办理!4 “项目”没有“第二人”这一项。请不要改动这一栏。'],
  ])('%s as %j is a fault', async (item, value, message) => {
    expect(faultsOf(await withRows(SHEETS.cases, [[item, value, '']]))).toEqual([message])
  })

  test('a change of them is told', () => {
    const changed = { ...policy, cases: { secondPerson: true, verifiedMonths: 6 } }
    const told = policyChanges({ policy, contacts, calendar }, { policy: changed, contacts, calendar })
    expect(told.map((one) => `${one.sheet} ${one.item} ${changeText(one)}`)).toEqual([
      '案件办理 处理意见都由第二人确认 值：否 → 是',
      '案件办理 复核日期的有效月数 值：12 → 6',
    ])
  })
})
