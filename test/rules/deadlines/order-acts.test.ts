import { expect, test } from 'vitest'
import { fits, isFull, isOverdue, isRepeat, orderState } from '../../../rules/deadlines/order-acts.ts'
import { MOST_ACTS, type OrderAct } from '../../../schemas/records/supervision.ts'

const by = { account: 'a'.repeat(16), name: '某某', division: '440200' }
const acted = (act: OrderAct['act'], text = '请于五日内报送'): OrderAct => ({
  ...{ act, text, by, on: '2018-06-06', at: '2018-06-06T01:00:00Z' },
})
const order = (...acts: OrderAct['act'][]) => ({ due: '2018-06-10', acts: acts.map((act) => acted(act)) })

test.each([
  [['issue'], 'open', ['answer', 'close']],
  [['issue', 'answer'], 'answered', ['return', 'close']],
  [['issue', 'answer', 'return'], 'returned', ['answer', 'close']],
  [['issue', 'answer', 'close'], 'closed', []],
] as [OrderAct['act'][], string, string[]][])(
  'after %s an order is %s, and so can be met by %s',
  (acts, state, next) => {
    expect(orderState(order(...acts))).toBe(state)
    expect(
      (['issue', 'answer', 'return', 'close'] as const).filter((act) => fits(orderState(order(...acts)), act)),
    ).toEqual(next)
  },
)

test('an order that has no room for more words can still be closed', () => {
  const full = order(...Array.from({ length: MOST_ACTS }, (_, i) => (i % 2 ? 'answer' : 'return') as OrderAct['act']))
  expect((['answer', 'return', 'close'] as const).filter((act) => isFull(full, act))).toEqual(['answer', 'return'])
  expect(isFull({ acts: full.acts.slice(1) }, 'answer')).toBe(false)
})

test('the same act twice is one, another’s or with other words is not', () => {
  const once = { acts: [acted('issue'), acted('answer')] }
  expect(isRepeat(once, acted('answer'))).toBe(true)
  expect(isRepeat(once, acted('answer', '已经报送完毕'))).toBe(false)
  expect(isRepeat(once, { ...acted('answer'), by: { ...by, account: 'b'.repeat(16) } })).toBe(false)
  expect(isRepeat(once, acted('close'))).toBe(false)
})

test('an order is overdue after its day, while the office has to answer', () => {
  expect(isOverdue(order('issue'), '2018-06-10')).toBe(false)
  expect(isOverdue(order('issue'), '2018-06-11')).toBe(true)
  expect(isOverdue(order('issue', 'answer'), '2018-06-11')).toBe(false)
  expect(isOverdue(order('issue', 'answer', 'return'), '2018-06-11')).toBe(true)
})
