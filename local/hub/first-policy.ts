/** The policy with which a hub begins: without one no page is shown, and so none could be entered. */
import { shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import { defaultPolicy } from './default-policy.ts'
import type { HubStores } from './hub-stores.ts'

/**
 * Deadlines count from this day on: nothing is overdue before.
 * @returns false where the hub has a policy already
 */
export async function firstPolicy(
  { policies, deadlines }: Pick<HubStores, 'policies' | 'deadlines'>,
  now: Date,
): Promise<boolean> {
  if (await policies.current()) return false
  await deadlines.putPolicy({ ...DEFAULT_DEADLINES, from: shanghaiDay(now.toISOString()) })
  return policies.put(defaultPolicy())
}
