/** 督办单 that somebody may see. */
import { orderState } from '../../../rules/deadlines/order-acts.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { SupervisionOrder } from '../../../schemas/records/supervision.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits } from '../http/allow.ts'

/** Orders of a division that are looked through. */
export const LATEST = 300

/** Of the city and of every county whose orders the caller may see. */
export async function seenOrders(
  deps: Pick<WebDeps, 'orders'>,
  { city, counties }: Policy,
  permits: Permits,
): Promise<SupervisionOrder[]> {
  const divisions = [city, ...counties].map(({ code }) => code)
  const all = await Promise.all(divisions.map((division) => deps.orders.list(division, LATEST)))
  return all.flat().filter(({ to }) => permits('see', 'supervision', to))
}

/** One that is not closed asks for it. */
export const openOrder = (orders: readonly SupervisionOrder[], key: string): SupervisionOrder | undefined =>
  orders.find((order) => order.problem === key && orderState(order) !== 'closed')
