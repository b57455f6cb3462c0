/** docs/cases.md#settlement-files: each code, and the sentence that the agency reads. */
import { expect, test } from 'vitest'
import { judgeSettlement, type SettlementContext, settlementIn } from '../../../rules/answers/settlement.ts'
import type { Said, SettlementCode } from '../../../rules/cases/choices.ts'
import { codesOf, reasonsOf, rowOf, type Texts } from './rows.ts'

const ID = '440222198001010011'
const GOOD: Texts = {
  ...{ 案件编号: '440222-2018-00001', 姓名: '张三', 身份证号码: ID, 复核原因: '姓名不一致' },
  ...{ 处理意见: '以此姓名为准', 正确姓名: '张三', 依据说明: '核对证件' },
}

function judged(changes: Texts, codes: readonly SettlementCode[] = [], context: Partial<SettlementContext> = {}) {
  const asked: Said[] = []
  const row = rowOf('settlement', { ...GOOD, ...changes })
  const codesFor = (said: Said) => {
    asked.push(said)
    return codes
  }
  const reviews = new Map([['姓名不一致', 'name-conflict' as const]])
  judgeSettlement(row, { found: { id: ID, names: ['张三'], codesFor }, isTwice: false, reviews, ...context })
  return { row, asked }
}

test.each<[Texts, SettlementCode[], Partial<SettlementContext>, string]>([
  [
    {},
    [],
    { found: undefined },
    'case-unknown 【案件编号】没有这个案件编号，或者该人员不在本单位的名单上。请对照通知或者清单核对编号；已转到别处的人员，请删去该行。',
  ],
  [
    { 处理意见: '同意' },
    [],
    {},
    'code-unknown 【处理意见】这一栏只能填：以此姓名为准、退回名单单位更正、按已参保处理、按未参保处理、由本县负责、由对方县负责、以本县参保为准、以对方县参保为准、由本县代缴、办理关系转入、暂缓办理、恢复办理、撤回。请改正。',
  ],
  [
    {},
    ['choice-unfit'],
    {},
    'choice-unfit 【处理意见】处理意见不适用于这个案件现在的情况，或者复核原因与现在的不同。请按最新的复核清单，从下拉列表中另选处理意见。',
  ],
  [
    { 正确姓名: '' },
    ['name-unknown'],
    {},
    'name-unknown 【正确姓名】选“以此姓名为准”的，要在“正确姓名”栏填名单或者登记信息中已有的一个姓名。请对照证件填写；记录中的都不对的，请选“退回名单单位更正”。',
  ],
  [
    { 处理意见: '由本县负责' },
    ['settled-elsewhere'],
    {},
    'settled-elsewhere 【处理意见】另一县（市、区）已经写明由其负责。同意的，请选“由对方县负责”；有争议的，请与对方协商，或者报市社保经办机构处理。',
  ],
  [
    { 依据说明: '  有材料  ' },
    [],
    {},
    'grounds-missing 【依据说明】依据说明应为4至200个字。请写明核对了什么证件或者材料。',
  ],
  [
    { 依据说明: '核'.repeat(201) },
    [],
    {},
    'grounds-missing 【依据说明】依据说明应为4至200个字。请写明核对了什么证件或者材料。',
  ],
  [
    {},
    [],
    { isTwice: true },
    'duplicate-row 【案件编号】与原文件第 4 行的案件编号重复。同一案件只能出现一次：请保留正确的一行，删去另一行。',
  ],
])('%o', (changes, codes, context, sentence) => {
  const { row } = judged(changes, codes, context)
  expect(reasonsOf('settlement', row, { ...GOOD, ...changes }, '4')).toEqual([sentence])
})

test('a choice is asked about with its review and its name in normal form; one of no list is not', () => {
  expect(judged({ 正确姓名: ' 阿依．买买提' }).asked).toEqual([
    { choice: 'name', reason: 'name-conflict', name: '阿依·买买提' },
  ])
  expect(judged({ 复核原因: '缴费失败（户名不符）', 处理意见: '恢复办理', 正确姓名: '' }).asked).toEqual([
    { choice: 'resume', reason: undefined },
  ])
  expect(judged({ 处理意见: 'toString' }).asked).toEqual([])
  const gone = judged({ 身份证号码: '' }, ['choice-unfit'], { found: undefined })
  expect(codesOf(gone.row)).toEqual(['case-unknown'])
})

test('what is accepted is kept with its grounds, and a name only where one is chosen', () => {
  expect(settlementIn(judged({ 依据说明: ' 核对 户口簿 ' }).row)).toEqual({
    ...{ case: '440222-2018-00001', choice: 'name', grounds: '核对 户口簿', name: '张三' },
  })
  expect(settlementIn(judged({ 处理意见: '撤回' }).row)).not.toHaveProperty('name')
})
