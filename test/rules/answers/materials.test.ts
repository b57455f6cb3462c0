/** docs/cases.md#materials: each code, and the sentence that the township's clerk reads. */
import { expect, test } from 'vitest'
import { judgeMaterials, type MaterialsContext, materialsIn } from '../../../rules/answers/materials.ts'
import { codesOf, reasonsOf, rowOf, type Special, type Texts } from './rows.ts'

const ID = '440222198001010011'
const GOOD: Texts = {
  ...{ 案件编号: '440222-2018-00001', 姓名: '张三', 身份证号码: ID, 材料情况: '已收齐', 入户复核: '已复核' },
  ...{ 核实情况: '属实', 收集人: '甲', 复核人: '乙', 复核日期: '2018-06-01', 乡镇确认人: '丙' },
}
const CASE = { id: ID, names: ['张三', '章三'], isClosed: false }
const CONTEXT: MaterialsContext = { day: '2018-06-06', validMonths: 12, found: CASE, isTwice: false }

function judged(changes: Texts, context: Partial<MaterialsContext> = {}, special: Special = {}) {
  const row = rowOf('materials', { ...GOOD, ...changes }, special)
  judgeMaterials(row, { ...CONTEXT, ...context })
  return row
}
const codes = (changes: Texts, context: Partial<MaterialsContext> = {}, special: Special = {}) =>
  codesOf(judged(changes, context, special))

test.each<[Texts, Partial<MaterialsContext>, string]>([
  [{ 案件编号: '' }, { found: undefined }, 'case-unknown 【案件编号】没有填案件编号。请按通知或者清单上的编号填写。'],
  [
    { 案件编号: 'X' },
    { found: undefined },
    'case-unknown 【案件编号】没有这个案件编号，或者该人员不在本单位的名单上。请对照通知或者清单核对编号；已转到别处的人员，请删去该行。',
  ],
  [
    {},
    { found: { ...CASE, isClosed: true } },
    'case-closed 【案件编号】该人员在本县（市、区）的案件都已结案，不再收材料。请删去该行；有疑问的，请与县（市、区）社保经办机构联系。',
  ],
  [
    { 身份证号码: '440222198001010038' },
    {},
    'case-mismatch 【身份证号码】姓名或者身份证号码与这个案件的人员不符。请对照通知或者清单核对案件编号、姓名和身份证号码，改正填错的一项。',
  ],
  [
    { 姓名: '李四' },
    {},
    'case-mismatch 【姓名】姓名或者身份证号码与这个案件的人员不符。请对照通知或者清单核对案件编号、姓名和身份证号码，改正填错的一项。',
  ],
  [{ 材料情况: '' }, {}, 'code-unknown 【材料情况】这一栏必须填写，请选填：已收齐、未收齐、本人放弃。'],
  [{ 入户复核: '是' }, {}, 'code-unknown 【入户复核】这一栏只能填：已复核、未复核。请改正。'],
  [
    { 核实情况: '不清楚' },
    {},
    'code-unknown 【核实情况】这一栏只能填：属实、死亡、户口迁出、在校学生、服兵役、服刑、已参加职保、联系不上。请改正；不清楚的可以留空。',
  ],
  [
    { 复核日期: '6月' },
    {},
    'code-unknown 【复核日期】这里不是有效的日期。请按“1960-01-31”的样式填写；不清楚的可以留空。',
  ],
  [
    { 收集人: '' },
    {},
    'answer-incomplete 【收集人】材料已收齐的，要填收集人；已复核，或者核实情况不是“属实”的，要填复核人和复核日期；本人放弃的，要填乡镇确认人。请补填缺少的各栏。',
  ],
  [
    { 复核日期: '2018-06-07' },
    {},
    'date-unfit 【复核日期】复核日期不能晚于报送当天，也不能早于有效期（一般为报送前12个月）。填错的请改正；过期的请重新入户复核。',
  ],
  [
    {},
    { isTwice: true },
    'duplicate-row 【案件编号】与原文件第 4 行的案件编号重复。同一案件只能出现一次：请保留正确的一行，删去另一行。',
  ],
])('%o', (changes, context, sentence) => {
  const texts = { ...GOOD, ...changes }
  expect(reasonsOf('materials', judged(changes, context), texts, '4')).toEqual([sentence])
})

test.each<[Texts, string[]]>([
  [{}, []],
  [{ 姓名: ' 章三 ', 身份证号码: ID.split('').join(' ') }, []],
  [{ 材料情况: '未收齐', 收集人: '' }, []],
  [{ 入户复核: '未复核', 复核人: '', 复核日期: '', 核实情况: '' }, []],
  [{ 复核人: '' }, ['answer-incomplete']],
  [{ 复核日期: '' }, ['answer-incomplete']],
  [{ 复核日期: '', 入户复核: '未复核' }, []],
  [{ 复核日期: '', 入户复核: '未复核', 核实情况: '死亡' }, ['answer-incomplete']],
  [{ 复核日期: '无', 入户复核: '未复核', 核实情况: '死亡' }, ['code-unknown']],
  [{ 材料情况: '本人放弃', 乡镇确认人: '' }, ['answer-incomplete']],
  [{ 材料情况: '本人放弃', 收集人: '' }, []],
  [{ 复核日期: '2017-06-06' }, []],
  [{ 复核日期: '2017-06-05' }, ['date-unfit']],
  [{ 复核日期: '2018/6/6' }, []],
  [{ 材料情况: 'toString', 入户复核: 'constructor' }, ['code-unknown']],
])('what has to be filled in, and days at their edges: %o', (changes, expected) => {
  expect(codes(changes)).toEqual(expected)
})

test('every code that applies, and none about a case that is not there', () => {
  const changes = { 身份证号码: '', 姓名: '', 收集人: '', 入户复核: '', 复核日期: '2019-01-01' }
  const all = ['case-closed', 'case-mismatch', 'duplicate-row', 'code-unknown', 'answer-incomplete', 'date-unfit']
  expect(codes(changes, { found: { ...CASE, isClosed: true }, isTwice: true })).toEqual(all)
  expect(codes(changes, { found: undefined, isTwice: true })).toEqual(['case-unknown', ...all.slice(2)])
})

test('a cell that was lost has no other fault, and nothing is said of the case whose number it was', () => {
  const lost = (...formulas: string[]) => codes({}, { found: undefined }, { formulas })
  expect(lost('案件编号')).toEqual(['formula-empty'])
  expect(codes({ 收集人: '', 材料情况: '', 复核人: '' }, {}, { formulas: ['收集人', '材料情况', '复核人'] })).toEqual([
    'formula-empty',
  ])
  expect(codes({ 姓名: '张\ufffd' })).toEqual(['text-damaged'])
})

test('of a sheet without 收集人 the column is marked that asks for it', () => {
  const row = judged({}, {}, { without: ['收集人'] })
  expect(row.findings).toEqual([{ code: 'answer-incomplete', column: row.column('材料情况') }])
})

test('what is accepted is kept as codes', () => {
  expect(materialsIn(judged({ 案件编号: '４４０２２２-2018-00001 ', 核实情况: '' }))).toEqual({
    ...{ case: '440222-2018-00001', collected: 'complete', isVerified: true, verifiedOn: '2018-06-01' },
  })
  expect(materialsIn(judged({ 材料情况: '本人放弃', 入户复核: '未复核', 核实情况: '服刑' }))).toMatchObject({
    ...{ collected: 'given-up', isVerified: false, finding: '服刑' },
  })
})
