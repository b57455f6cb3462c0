/** What can be done with a 督办单, by how it stands. */
import { MOST_ACTS, type OrderAct, type OrderState, type SupervisionOrder } from '../../schemas/records/supervision.ts'

const STATES: Readonly<Record<OrderAct['act'], OrderState>> = {
  issue: 'open',
  answer: 'answered',
  return: 'returned',
  close: 'closed',
}

export function orderState({ acts }: Pick<SupervisionOrder, 'acts'>): OrderState {
  return STATES[acts.at(-1)?.act ?? 'issue']
}

/** An answer is returned or accepted; an order that has become needless is closed without one. */
export function fits(state: OrderState, act: OrderAct['act']): boolean {
  if (act === 'answer') return state === 'open' || state === 'returned'
  if (act === 'return') return state === 'answered'
  return act === 'close' && state !== 'closed'
}

/** No more is said in it: it can still be closed. */
export function isFull({ acts }: Pick<SupervisionOrder, 'acts'>, act: OrderAct['act']): boolean {
  return act !== 'close' && acts.length >= MOST_ACTS
}

/** The last act again, by the same person with the same words: a form that was sent twice. */
export function isRepeat({ acts }: Pick<SupervisionOrder, 'acts'>, act: Omit<OrderAct, 'on' | 'at'>): boolean {
  const last = acts.at(-1)
  return last?.act === act.act && last.text === act.text && last.by.account === act.by.account
}

export const isOverdue = (order: Pick<SupervisionOrder, 'acts' | 'due'>, today: string): boolean =>
  order.due < today && (orderState(order) === 'open' || orderState(order) === 'returned')
