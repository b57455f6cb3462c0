/** docs/cases.md#allocations: each code, and the sentence that finance reads. */
import { expect, test } from 'vitest'
import { type AllocationContext, allocationIn, judgeAllocation, voucherIn } from '../../../rules/answers/allocation.ts'
import { codesOf, reasonsOf, rowOf, type Texts } from './rows.ts'

const GOOD: Texts = {
  ...{ 申请编号: '440222-2018-001', 申请金额: '360.00', 拨付金额: '100', 拨付日期: '2018-06-06', 凭证号: 'V1' },
}
const REQUEST = { requested: 36000, day: '2018-06-01', allocations: { V0: { fen: 5000, day: '2018-06-02' } } }
const CONTEXT: AllocationContext = { day: '2018-06-06', request: REQUEST, earlier: [] }

function judged(changes: Texts, context: Partial<AllocationContext> = {}) {
  const row = rowOf('allocation', { ...GOOD, ...changes })
  judgeAllocation(row, { ...CONTEXT, ...context })
  return row
}
const codes = (changes: Texts, context: Partial<AllocationContext> = {}) => codesOf(judged(changes, context))

const DAY = '拨付日期不能晚于报送当天，也不能早于提出申请当天。请核对后改正。'
test.each<[Texts, Partial<AllocationContext>, string]>([
  [{ 申请编号: '' }, { request: undefined }, 'request-unknown 【申请编号】没有填申请编号。请按代缴资金申请表填写。'],
  [{}, { request: undefined }, 'request-unknown 【申请编号】没有这个申请编号。请对照代缴资金申请表核对申请编号。'],
  [
    { 申请金额: '' },
    {},
    'amount-mismatch 【申请金额】申请金额与代缴资金申请表上的“本次申请”不符。请对照申请表核对申请编号和申请金额。',
  ],
  [{ 拨付金额: '0.00' }, {}, 'code-unknown 【拨付金额】这里不是有效的金额。请填不为0的数字，单位元，最多两位小数。'],
  [{ 拨付日期: '2018-02-30' }, {}, 'code-unknown 【拨付日期】这里不是有效的日期。请按“1960-01-31”的样式填写。'],
  [{ 拨付日期: '2018-06-07' }, {}, `date-unfit 【拨付日期】${DAY}`],
  [{ 拨付日期: '2018-05-31' }, {}, `date-unfit 【拨付日期】${DAY}`],
  [{ 凭证号: ' ' }, {}, 'voucher-missing 【凭证号】没有填凭证号。请填写拨款凭证的编号。'],
  [
    { 凭证号: 'V0' },
    {},
    'voucher-conflict 【凭证号】这个凭证号已用于金额或者日期不同的一笔拨款。填错的请改正；更正以前的拨款，请用新的凭证号填负数冲销，再报正确的一笔。',
  ],
  [
    { 拨付金额: '-50.01' },
    {},
    'below-zero 【拨付金额】这一笔冲销以后，该申请的拨付合计将小于0。请核对冲销金额和申请编号。',
  ],
  [
    {},
    { earlier: [{ fen: 10000, day: '2018-06-06' }] },
    'duplicate-row 【凭证号】与原文件第 4 行的申请编号、凭证号、金额和日期重复。同一笔拨款只能出现一次：请保留正确的一行，删去另一行。',
  ],
])('%o', (changes, context, sentence) => {
  const texts = { ...GOOD, ...changes }
  expect(reasonsOf('allocation', judged(changes, context), texts, '4')).toEqual([sentence])
})

test.each<[Texts, Partial<AllocationContext>, string[]]>([
  [{}, {}, []],
  [{ 拨付金额: '-50' }, {}, []],
  [{ 拨付金额: '1000' }, {}, []],
  [{ 拨付金额: '50', 拨付日期: '2018-06-02', 凭证号: 'V0' }, {}, []],
  [{ 凭证号: 'constructor' }, {}, []],
  [{}, { earlier: [{ fen: 1, day: '2018-06-06' }] }, ['voucher-conflict']],
  [{}, { earlier: [{ fen: 10000, day: '2018-06-05' }] }, ['voucher-conflict']],
  [{}, { earlier: [{ fen: undefined, day: '2018-06-06' }] }, []],
  [{ 拨付金额: '-100', 凭证号: 'V0' }, {}, ['voucher-conflict', 'below-zero']],
  [{ 拨付金额: '-100' }, { request: { ...REQUEST, allocations: { V1: { fen: -10000, day: '2018-06-06' } } } }, []],
  [
    { 拨付金额: '若干', 拨付日期: '', 凭证号: '' },
    { request: undefined },
    ['request-unknown', 'code-unknown', 'voucher-missing'],
  ],
])('%o %o', (changes, context, expected) => {
  expect(codes(changes, context)).toEqual(expected)
})

test('what is accepted: fen, day and order', () => {
  expect(allocationIn(judged({ 拨付金额: '-50.5', 拨付日期: '2018年6月6日' }), 'u#1')).toEqual({
    fen: -5050,
    day: '2018-06-06',
    order: 'u#1',
  })
})

test('a voucher that is called as what every object has is a voucher like another', () => {
  const vouchers = ['constructor', 'toString', '__proto__', ' v 1 '].map((text) => voucherIn(judged({ 凭证号: text })))
  expect(vouchers).toEqual(['CONSTRUCTOR', 'TOSTRING', '__PROTO__', 'v1'])
})
