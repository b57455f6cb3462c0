/** 督办单 as tasks: of the office that answers, then of whoever judges the answer. */
import { expect, test } from 'vitest'
import { orderTasks } from '../../../../functions/web/home/order-tasks.ts'
import type { OrderAct, SupervisionOrder } from '../../../../schemas/records/supervision.ts'
import { signature } from '../../../signature.ts'

const TO = { division: '440222', office: 'civil-affairs' } as const
const act = (name: OrderAct['act']): OrderAct => ({
  ...{ act: name, text: '请尽快报送', by: signature('甲'), on: '2020-03-04', at: '2020-03-04T01:00:00Z' },
})
const order = (...acts: OrderAct['act'][]): SupervisionOrder => ({
  ...{ id: '440200-2020-001', division: '440200', to: TO, problem: 'x', subject: '逾期未报', due: '2020-03-10' },
  acts: acts.map(act),
})
const actorOf = (division: string, office: string) => ({ id: 'x', name: '甲', division, office, duties: [] }) as never
const seen = (who: never, today: string, ...acts: OrderAct['act'][]) =>
  orderTasks([order(...acts)], who, () => true, today).mine.map(({ of, state }) => [of, state.words])

const office = actorOf(TO.division, TO.office)
const urger = actorOf('440200', 'human-resources')

test('an order is its office’s task until it is answered, and again when the answer is returned', () => {
  expect(seen(office, '2020-03-05', 'issue')).toEqual([['督440200-2020-001', '待答复']])
  expect(seen(office, '2020-03-11', 'issue')).toEqual([['督440200-2020-001', '逾期']])
  expect(seen(office, '2020-03-05', 'issue', 'answer')).toEqual([])
  expect(seen(office, '2020-03-05', 'issue', 'answer', 'return')).toEqual([['督440200-2020-001', '答复被退回']])
})

test('an answer is the task of whoever issued the order, until it is closed', () => {
  expect(seen(urger, '2020-03-05', 'issue')).toEqual([])
  expect(seen(urger, '2020-03-05', 'issue', 'answer')).toEqual([['督440200-2020-001', '已答复，待审核']])
  expect(seen(urger, '2020-03-05', 'issue', 'answer', 'close')).toEqual([])
  expect(seen(actorOf('440203', 'human-resources'), '2020-03-05', 'issue', 'answer')).toEqual([])
})
