import { expect, test } from 'vitest'
import { caseCourse, caseSteps } from '../../../pages/cases/case-steps.ts'
import type { CaseRow, Standing } from '../../../schemas/records/case.ts'
import { signature } from '../../signature.ts'

const row = { number: '440222-2018-00001', kind: 'contribution', business: 'renewal' } as CaseRow
const next = { who: ['social-insurance'], since: '2018-06-01', until: '2018-06-22' } as const
const steps = (standing: Standing, changes: Partial<CaseRow> = {}, turn: typeof next | undefined = next) =>
  caseSteps({ row: { ...row, ...changes }, standing, next: turn })
const shown = (all: ReturnType<typeof steps>) => all.map(({ name, state }) => `${name} ${state}`)

test('a case shows where it stands, who has it and until when; what is behind is done', () => {
  const all = steps({ state: 'under-review', reason: 'name-conflict' })
  expect(shown(all)).toEqual(['比对 done', '复核 now', '批次 coming', '审批 coming', '银行 coming', '入账 coming'])
  expect(all[1]?.note).toBe('待复核（姓名不一致），由社保经办机构办理，截止6月22日')
})

test('papers are on the way of who is not enrolled yet, and of who waits for them', () => {
  expect(shown(steps({ state: 'collecting' }, { business: 'first-enrolment' }))[2]).toBe('材料 now')
  expect(shown(steps({ state: 'paused', reason: '服兵役' }))[2]).toBe('材料 stop')
  expect(shown(steps({ state: 'ready' }))).not.toContain('材料 done')
})

test('what failed stops at the bank, what has ended where it ended, and what is paid is done', () => {
  expect(shown(steps({ state: 'failed', reason: '03' }))[4]).toBe('银行 stop')
  expect(shown(steps({ state: 'ended', reason: 'left-lists' }, {}, undefined))[0]).toBe('比对 stop')
  expect(shown(steps({ state: 'ended', reason: 'unpaid-at-year-end' }, {}, undefined))[2]).toBe('批次 stop')
  expect(shown(steps({ state: 'paid' }, {}, undefined)).every((one) => one.endsWith('done'))).toBe(true)
  expect(shown(steps({ state: 'registered' }, { kind: 'claim' }, undefined)).at(-1)).toBe('登记 done')
})

test('the course tells who said what and when, also where it was confirmed', () => {
  const at = '2018-06-04T02:00:00.000Z'
  const settled = {
    order: '1',
    case: row.number,
    at,
    day: '2018-06-04',
    choice: 'hold',
    grounds: '等待核实。',
    basis: {},
  }
  const happened = caseCourse({
    begun: { on: '2018-06-01', at: '2018-06-01T02:00:00.000Z' },
    settlements: [{ ...settled, choice: 'hold', by: signature('甲'), confirmed: { at, by: signature('乙') } }],
    materials: undefined,
    results: [],
    batches: [
      { id: '440222-2018-001', day: '2018-06-05', at: '2018-06-05T02:00:00.000Z', approvedBy: signature('丙') },
    ],
  })
  expect(happened.map(({ on, who, what }) => [on, who, what])).toEqual([
    ['2018-06-01', '平台', '办结时列为案件'],
    ['2018-06-04', '甲', '处理意见：暂缓办理，依据：等待核实'],
    ['2018-06-04', '乙', '确认处理意见：暂缓办理'],
    ['2018-06-05', '丙', '列入已审批的批次440222-2018-001'],
  ])
})
