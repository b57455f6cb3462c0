/** 催办: an office is written to about what it has not sent, once a day for each list. */

import type { UrgeRequest } from '../../../schemas/records/obligation.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, type Permits } from '../http/allow.ts'
import type { Caller } from '../http/caller.ts'
import { found, refuse } from '../http/refuse.ts'
import { timeliness } from '../readings/timeliness.ts'

/** @throws 409 where nothing of it is overdue any more */
export async function urge(
  deps: WebDeps,
  policy: Policy,
  { division, office, form, year }: UrgeRequest,
  { caller, permits }: { readonly caller: Caller; readonly permits: Permits },
): Promise<void> {
  const { standings } = await timeliness(deps, policy, year, permits)
  const periods = standings
    .filter(
      ({ state, held, obligation: o }) =>
        state === 'missing' && !held && o.division === division && o.office === office && o.form === form,
    )
    .map(({ obligation }) => obligation.period)
  if (periods.length === 0) throw refuse('urge-needless')
  const actor = found(actorOf(caller))
  const by = { division: actor.division, office: found(actor.office) }
  const on = deps.dayOf(deps.now())
  await deps.deadlinesQueue.send({ type: 'duty.urged', division, office, form, periods, by, on })
}
