/** docs/cases.md#bank-returns: each code, and the sentence that the bank reads. */
import { expect, test } from 'vitest'
import { bankCodesOf, judgeReturn, type ReturnContext, returnIn } from '../../../rules/answers/bank-return.ts'
import { BankResult } from '../../../schemas/codes.ts'
import { codesOf, reasonsOf, rowOf, type Special, type Texts } from './rows.ts'

const ID = '440222198001010011'
const GOOD: Texts = {
  ...{ 批次号: '440222-2018-001', 序号: '7', 姓名: '张三', 身份证号码: ID, 金额: '120.00' },
  ...{ 处理结果代码: '00', 处理日期: '2018-06-06' },
}
const bankCodes = bankCodesOf({ bankCodes: BankResult.options.map((means) => ({ code: means, means })) })
const CONTEXT: ReturnContext = {
  ...{ day: '2018-06-06', approvedOn: '2018-06-01', frozen: { id: ID, name: '张三', fen: 12000 }, standing: undefined },
  ...{ order: '2018-06-06#b#0000006', isInLaterBatch: false, isTwice: false, bankCodes },
}

function judged(changes: Texts, context: Partial<ReturnContext> = {}, special: Special = {}) {
  const row = rowOf('bank-return', { ...GOOD, ...changes }, special)
  judgeReturn(row, { ...CONTEXT, ...context })
  return row
}
const codes = (changes: Texts, context: Partial<ReturnContext> = {}, special: Special = {}) =>
  codesOf(judged(changes, context, special))
const before = (result: BankResult, order = '2018-06-05#a#0000001') => ({ standing: { result, order } })

const MISMATCH = '姓名、身份证号码或者金额与缴费登记名单上这个序号的不符。请对照缴费登记名单，改正填错的一项。'
test.each<[Texts, Partial<ReturnContext>, string]>([
  [{}, { frozen: undefined }, 'row-unknown 【序号】这个批次没有这个序号。请对照缴费登记名单核对序号。'],
  [{ 姓名: '李四' }, {}, `row-mismatch 【姓名】${MISMATCH}`],
  [{ 身份证号码: '440222198001010038' }, {}, `row-mismatch 【身份证号码】${MISMATCH}`],
  [{ 金额: '180' }, {}, `row-mismatch 【金额】${MISMATCH}`],
  [{ 金额: '120.001' }, {}, 'code-unknown 【金额】这里不是有效的金额。请填数字，单位元，最多两位小数。'],
  [{ 处理结果代码: '' }, {}, 'code-unknown 【处理结果代码】这一栏必须填写，请选填：00、01、02、03、04、05、90、99。'],
  [{ 处理日期: '昨天' }, {}, 'code-unknown 【处理日期】这里不是有效的日期。请按“1960-01-31”的样式填写。'],
  [
    { 处理日期: '2018-06-07' },
    {},
    'date-unfit 【处理日期】处理日期不能晚于报送当天，也不能早于批次审批当天。请核对后改正。',
  ],
  [
    {},
    { ...before('99'), isInLaterBatch: true },
    'result-conflict 【处理结果代码】这一笔已有不同的处理结果。请核对：已有的正确的，请删去该行；这次的正确的，请与县（市、区）社保经办机构联系。',
  ],
  [
    {},
    { isTwice: true },
    'duplicate-row 【序号】与原文件第 4 行的序号重复。同一序号只能出现一次：请保留正确的一行，删去另一行。',
  ],
])('%o', (changes, context, sentence) => {
  const texts = { ...GOOD, ...changes }
  expect(reasonsOf('bank-return', judged(changes, context), texts, '4')).toEqual([sentence])
})

const FAILURES: readonly BankResult[] = ['01', '02', '03', '04', '05', '99']

test('which result may stand after which', () => {
  for (const earlier of [undefined, ...BankResult.options])
    for (const now of BankResult.options)
      for (const isInLaterBatch of [false, true]) {
        const context = { isInLaterBatch, ...(earlier && before(earlier)) }
        const isFailed = earlier !== undefined && FAILURES.includes(earlier)
        const corrects = isFailed && !isInLaterBatch && now !== '90' && now !== '05'
        const isFree = (!earlier || earlier === '90') && now !== '05'
        const fits = earlier === now || isFree || corrects || (earlier === '00' && now === '05')
        const name = `${now} after ${earlier}, ${isInLaterBatch}`
        expect([name, codes({ 处理结果代码: now }, context)]).toEqual([name, fits ? [] : ['result-conflict']])
      }
})

test('a file that was asked for earlier and comes later replaces nothing', () => {
  const later = before('90', '2018-06-07#c#0000000')
  expect(codes({}, later)).toEqual(['result-conflict'])
  expect(codes({ 处理结果代码: '90' }, later)).toEqual([])
})

test('codes are read as banks write them, and an unknown one as unclear', () => {
  const read = (处理结果代码: string) => returnIn(judged({ 处理结果代码 }), bankCodes).result
  expect([read('0'), read('１'), read('5 '), read('90'), read('A7'), read('012')]).toEqual([
    '00',
    '01',
    '05',
    '90',
    '90',
    '90',
  ])
  const own = bankCodesOf({ bankCodes: [{ code: 'ok', means: '00' }] })
  expect(codes({ 处理结果代码: 'OK' }, { bankCodes: own, ...before('00') })).toEqual([])
  expect(codes({ 处理结果代码: '00' }, { bankCodes: own, ...before('00') })).toEqual(['result-conflict'])
})

test.each<[Texts, Special, string[]]>([
  [{ 金额: '120', 处理日期: '20180601' }, {}, []],
  [{ 金额: '120.000' }, {}, []],
  [{ 金额: '119.99999999999999' }, { numbers: ['金额'] }, []],
  [{ 处理日期: '2018-05-31' }, {}, ['date-unfit']],
  [{ 姓名: ' 张 三', 身份证号码: `${ID}　` }, {}, []],
  [{ 姓名: '', 身份证号码: '', 金额: '' }, {}, ['row-mismatch', 'code-unknown']],
  [{ 处理结果代码: '', 处理日期: '' }, {}, ['code-unknown']],
  [{ 处理结果代码: '', 金额: '' }, { formulas: ['处理结果代码', '金额'] }, ['formula-empty']],
])('cells at their edges: %o %o', (changes, special, expected) => {
  expect(codes(changes, {}, special)).toEqual(expected)
})

test('nothing about a row that is not there', () => {
  expect(codes({ 金额: '若干' }, { frozen: undefined, ...before('00'), isTwice: true })).toEqual([
    'row-unknown',
    'code-unknown',
    'duplicate-row',
  ])
})

test('what is accepted: the row, the result, the day', () => {
  expect(returnIn(judged({ 序号: '007', 处理日期: '2018/6/1' }), bankCodes)).toEqual({
    ...{ row: 7, result: '00', day: '2018-06-01' },
  })
})
