/** Persons' events end, wherever in the table they stand. */
import * as z from 'zod'
import { announceKeys, type Ending } from './announce.ts'
import type { RetentionDeps } from './deps.ts'

/** A page is a megabyte: a larger table is looked through in several days. */
const PAGES = 200
const Place = z.object({ h: z.string(), sk: z.string() })

/** @returns whether the table has pages left */
export async function endEvents(deps: RetentionDeps, { run, policy, before }: Ending): Promise<boolean> {
  let from = await deps.retention.place('people', Place)
  for (let page = 0; page < PAGES; page++) {
    const { keys, next } = await deps.events.before(before.events, from)
    if (keys.length > 0) {
      await announceKeys(
        deps,
        policy.city.code,
        'events',
        keys.map(({ h, sk }) => `${sk} ${h}`),
      )
      await deps.events.remove(keys)
      await deps.retention.note(run, 'events', keys.length)
    }
    from = next
    await deps.retention.keepPlace('people', next)
    if (!next) return false
  }
  return true
}
