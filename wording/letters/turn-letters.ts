/** Letters to whoever must act because of an answer: counts and a link, no person (docs/cases.md#who-is-told). */

import { present } from '../../schemas/present.ts'
import type { DeadlinePolicy } from '../../schemas/records/deadline-policy.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { Call, CallName, Upload } from '../../schemas/records/upload.ts'
import { dayAndWeekday } from '../dates.ts'
import { formName } from '../forms.ts'
import { officeName } from '../offices.ts'
import { PAGE_NAMES } from '../page-names.ts'
import type { Words } from './letter.ts'

interface Turn {
  readonly title: string
  readonly todo: string
  /** Working days. */
  readonly days: keyof DeadlinePolicy['cases']
  readonly page: string
  readonly label: string
}

const CASES = { page: 'cases', label: PAGE_NAMES.cases } as const
const CONFLICTS = { page: 'conflicts', label: PAGE_NAMES.conflicts } as const

const TURNS: Readonly<Record<CallName, Turn>> = {
  papers: {
    title: '银行未能办理，待乡镇（街道）核实',
    todo: '请核对身份或者账户，重新收集材料后报送。',
    ...{ days: 'failed', page: 'materials', label: PAGE_NAMES.materials },
  },
  account: {
    title: '没有账户或者账户状态异常',
    todo: '请协助乡镇（街道）开立或者恢复账户。',
    ...{ days: 'failed', page: 'bank', label: PAGE_NAMES.bank },
  },
  failed: {
    title: '银行未能办理，待经办机构处理',
    todo: '请查明原因；可以恢复的，填写处理意见。',
    ...{ days: 'failed', ...CASES },
  },
  query: {
    title: '银行回复待查',
    todo: '请查明是否入账，再报一次回盘。',
    ...{ days: 'unclear', page: 'bank', label: PAGE_NAMES.bank },
  },
  'correct-list': {
    title: '名单上的姓名与登记不一致，退回更正',
    todo: '请核对证件；名单有误的，更正后重新报送。',
    ...{ days: 'correct-list', page: 'corrections', label: PAGE_NAMES.corrections },
  },
  elsewhere: {
    title: '对方县已认定由本县负责',
    todo: '请在本县的案件中继续办理。',
    ...{ days: 'under-review', ...CONFLICTS },
  },
  'other-county': {
    title: '对方县已认定由对方县负责',
    todo: '请填写处理意见“由对方县负责”；不同意的，请与对方县协商。',
    ...{ days: 'other-county', ...CONFLICTS },
  },
  confirm: {
    title: '处理意见等待另一人确认',
    todo: '请另一位同志核对后确认。',
    ...{ days: 'waiting', ...CASES },
  },
  finding: {
    title: '已缴费或者正在缴费，入户复核另有情况',
    todo: '请核实是否需要追回或者停发。',
    ...{ days: 'paused', ...CASES },
  },
}

interface TurnFacts {
  readonly policy: Policy
  readonly upload: Pick<Upload, 'division' | 'office' | 'form'>
  /** Of one office. */
  readonly calls: readonly Call[]
  /** The last day. */
  readonly until: (days: Turn['days']) => string
}

/** One letter to an office for a file. */
export function turnWords({ policy, upload, calls, until }: TurnFacts): Words {
  const total = calls.reduce((sum, { count }) => sum + count, 0)
  const first = TURNS[present(calls[0], 'the calls of a letter').what]
  return {
    subject: calls.length === 1 ? `${first.title}：${total}件` : `有${total}件等待办理`,
    text: `${officeName(policy, upload)}报送的${formName(upload.form, policy)}已接收，以下由本单位办理。`,
    items: calls.map(({ what, count }) => {
      const { title, todo, days } = TURNS[what]
      return { title, facts: [todo, `截止：${dayAndWeekday(until(days))}24时`], mark: `${count}件` }
    }),
    step: { text: '请登录平台查看是哪些，在截止时间前办理。', label: first.label, page: first.page },
  }
}

/** To whoever looks after codes: a code that nobody knows stops nobody. */
export function unknownCodeWords(codes: readonly string[]): Words {
  return {
    subject: `银行回盘中有没有登记的代码：${codes.join('、')}`,
    text: '以下银行代码在参数设置的“银行代码”表中没有登记，按“待查”处理：不影响其他笔，也不会重复缴费。',
    items: codes.map((code) => ({ title: '银行代码', mark: code })),
    step: { text: '请向银行查明代码的含义，由市级管理员在“银行代码”表中补上。', label: '打开平台', page: '' },
  }
}
