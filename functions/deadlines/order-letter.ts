/** The subject of a letter about a 督办单, as it is now. */
import type { AboutOrder } from '../../schemas/messages/to-deadlines.ts'
import { orderPath } from '../../schemas/records/supervision.ts'
import { ORDER_LETTERS } from '../../wording/letters/order-letters.ts'
import type { DeadlinesDeps } from './deps.ts'
import type { Thing } from './letter-thing.ts'

export async function orderOf(
  { orders }: Pick<DeadlinesDeps, 'orders'>,
  { type, division, order: id, act, on }: AboutOrder,
): Promise<Thing | undefined> {
  const order = await orders.get(division, id)
  if (!order) return undefined
  const { to, words } = ORDER_LETTERS[type]
  const owner = to === 'owner' ? order.to : { division, office: 'human-resources' as const }
  return {
    ...{ division: owner.division, to: [owner.office], page: orderPath(order), day: on, date: on },
    // Repeats of the event claim the same mail.
    id: [id, type, act].join('.'),
    words: () => words(order),
  }
}
