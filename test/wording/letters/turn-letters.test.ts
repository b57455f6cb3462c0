import { expect, test } from 'vitest'
import { renderWords } from '../../../forms/letters/letter.ts'
import type { Call } from '../../../schemas/records/upload.ts'
import { turnWords, unknownCodeWords } from '../../../wording/letters/turn-letters.ts'
import { expectMailHtml } from '../../forms/letters/mail-html.ts'
import { policy as city } from '../../rules/deadlines/city.ts'

const upload = { division: '440222', office: 'bank', form: 'bank-return' } as const
const policy = city as Parameters<typeof turnWords>[0]['policy']
const until = (days: string) => ({ failed: '2018-07-16', unclear: '2018-07-09' })[days] ?? '2018-07-20'
const call = (what: Call['what'], count: number): Call => ({ what, division: '440222', office: 'bank', count })

test('one turn names itself and its last day, and leads to where it is done', () => {
  const papers = turnWords({ policy, upload, calls: [call('papers', 3)], until })
  expect(papers.subject).toBe('银行未能办理，待乡镇（街道）核实：3件')
  const mail = renderWords(papers, { to: '某单位', date: '2018年7月2日', url: 'https://hub.example/materials' })
  expectMailHtml(mail, 'https://hub.example/materials')
  expect(mail.text).toBe(
    [
      '某单位：',
      '',
      '始兴县邮政储蓄银行报送的缴费登记回盘已接收，以下由本单位办理。',
      '1. 银行未能办理，待乡镇（街道）核实：3件',
      '   请核对身份或者账户，重新收集材料后报送。',
      '   截止：2018年7月16日（星期一）24时',
      '',
      '请登录平台查看是哪些，在截止时间前办理。',
      'https://hub.example/materials',
      '',
      ...mail.text.split('\n').slice(10),
    ].join('\n'),
  )
})

test('several turns of an office are one letter', () => {
  const words = turnWords({ policy, upload, calls: [call('account', 2), call('query', 1)], until })
  expect(words.subject).toBe('有3件等待办理')
  expect(words.items?.map(({ title, facts = [], mark }) => [title, ...facts, mark])).toEqual([
    ['没有账户或者账户状态异常', '请协助乡镇（街道）开立或者恢复账户。', '截止：2018年7月16日（星期一）24时', '2件'],
    ['银行回复待查', '请查明是否入账，再报一次回盘。', '截止：2018年7月9日（星期一）24时', '1件'],
  ])
})

test.each([
  ['failed', '银行未能办理，待经办机构处理：1件', 'cases'],
  ['correct-list', '名单上的姓名与登记不一致，退回更正：1件', 'corrections'],
  ['elsewhere', '对方县已认定由本县负责：1件', 'conflicts'],
  ['other-county', '对方县已认定由对方县负责：1件', 'conflicts'],
  ['confirm', '处理意见等待另一人确认：1件', 'cases'],
  ['finding', '已缴费或者正在缴费，入户复核另有情况：1件', 'cases'],
] as const)('%s: %s', (what, subject, page) => {
  const words = turnWords({ policy, upload, calls: [call(what, 1)], until })
  expect([words.subject, words.step.page]).toEqual([subject, page])
})

test('codes that the profile does not know are named, and stop nobody', () => {
  const { subject, text, step } = unknownCodeWords(['A7', '3X'])
  expect([subject, text, step.text]).toEqual([
    '银行回盘中有没有登记的代码：A7、3X',
    '以下银行代码在参数设置的“银行代码”表中没有登记，按“待查”处理：不影响其他笔，也不会重复缴费。',
    '请向银行查明代码的含义，由市级管理员在“银行代码”表中补上。',
  ])
})
