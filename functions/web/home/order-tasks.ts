/** 督办单 that an office is to answer, and answers that human resources are to judge. */
import type { Task, Tasks } from '../../../pages/home/task.ts'
import { isOverdue, orderState } from '../../../rules/deadlines/order-acts.ts'
import { orderPath, type SupervisionOrder } from '../../../schemas/records/supervision.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { ORDER_STATES, orderName } from '../../../wording/supervision.ts'
import { TASK_STATES, TASK_WORDS } from '../../../wording/tasks.ts'
import type { Permits } from '../http/allow.ts'
import type { Acting } from '../http/caller.ts'

export function orderTasks(orders: readonly SupervisionOrder[], actor: Acting, permits: Permits, today: string): Tasks {
  const tasks = { mine: [] as Task[], others: [] as Task[] }
  for (const order of orders) {
    const { to, division } = order
    const state = orderState(order)
    const isOwn = to.division === actor.division && to.office === actor.office
    if (isOwn && (state === 'open' || state === 'returned'))
      tasks[permits('report', 'supervision', to) ? 'mine' : 'others'].push(taskOf(order, today))
    else if (state === 'answered' && division === actor.division && permits('confirm', 'supervision', to))
      tasks.mine.push(taskOf(order, today))
  }
  return tasks
}

function taskOf(order: SupervisionOrder, today: string): Task {
  const { id, subject, due } = order
  return {
    what: PAGE_NAMES.order,
    of: orderName(id),
    notes: [subject],
    href: `/${orderPath(order)}`,
    button: TASK_WORDS.open,
    due,
    state: isOverdue(order, today) ? TASK_STATES.overdue : ORDER_STATES[orderState(order)],
  }
}
