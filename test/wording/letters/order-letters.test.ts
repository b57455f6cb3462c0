import { expect, test } from 'vitest'
import type { OrderAct, SupervisionOrder } from '../../../schemas/records/supervision.ts'
import { ORDER_LETTERS } from '../../../wording/letters/order-letters.ts'

const by = { account: 'a'.repeat(16), name: '张三', division: '440200' }
const order = (...acts: OrderAct['act'][]): SupervisionOrder => ({
  ...{ id: '440200-2018-001', division: '440200', to: { division: '440222', office: 'civil-affairs' }, problem: 'x' },
  ...{ subject: '2018年4月低保对象新增名单', due: '2018-06-10' },
  acts: acts.map((act) => ({ act, text: '李四的材料请尽快报送', by, on: '2018-06-06', at: '2018-06-06T01:00:00Z' })),
})

test.each([
  ['order.issued', ['issue'], ['issue', 'answer']],
  ['order.answered', ['issue', 'answer'], ['issue', 'answer', 'close']],
  ['order.returned', ['issue', 'answer', 'return'], ['issue', 'answer', 'return', 'answer']],
] as [keyof typeof ORDER_LETTERS, OrderAct['act'][], OrderAct['act'][]][])(
  '%s is written while it holds, with number and day and without what people typed',
  (type, holds, over) => {
    const words = ORDER_LETTERS[type].words(order(...holds))
    const text = JSON.stringify(words)
    expect(text).toContain('督440200-2018-001')
    expect(text).toContain('2018年6月10日')
    expect(text).not.toMatch(/李四|张三|低保/)
    expect(ORDER_LETTERS[type].words(order(...over))).toBeUndefined()
  },
)
