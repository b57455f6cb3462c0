import { isOverdue, orderState } from '../../rules/deadlines/order-acts.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { orderPath, type SupervisionOrder } from '../../schemas/records/supervision.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { officeName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { ORDER_STATES, orderName } from '../../wording/supervision.ts'
import type { Stage, ThingList } from '../parts/things.tsx'

/** Where the day of the answer stands. */
const DUE_AT = 2

export function orderThings(
  policy: Policy,
  orders: readonly SupervisionOrder[],
  today: string,
  stageOf: (order: SupervisionOrder) => Stage,
): ThingList {
  return {
    id: 'orders',
    name: PAGE_NAMES.order,
    numbered: HEADINGS.orderNumber,
    stated: HEADINGS.state,
    columns: [HEADINGS.office, HEADINGS.matter, HEADINGS.due],
    things: orders.map((order) => ({
      href: `/${orderPath(order)}`,
      number: orderName(order.id),
      cells: [officeName(policy, order.to), order.subject, dayName(order.due)],
      state: ORDER_STATES[orderState(order)],
      stage: stageOf(order),
      ...(isOverdue(order, today) && { overdue: DUE_AT }),
    })),
    empty: '没有督办单。',
  }
}
