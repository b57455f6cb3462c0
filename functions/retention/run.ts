/** What has ended is deleted, in portions, each after an audit entry about it (docs/retention.md). */
import { shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import { endsBefore } from '../../rules/retention.ts'
import type { ToRetention } from '../../schemas/messages/to-retention.ts'
import { log } from '../shared/stages/log.ts'
import type { Ending } from './announce.ts'
import type { RetentionDeps } from './deps.ts'
import { endAudit } from './end-audit.ts'
import { endEvents } from './end-events.ts'
import { endItems } from './end-items.ts'
import { endRounds } from './end-rounds.ts'

export async function run(deps: RetentionDeps, { time }: ToRetention): Promise<void> {
  const policy = await deps.policies.current()
  if (!policy) return
  if ((await deps.retention.get(time))?.doneAt) return
  // A message cannot bring the end forward.
  const now = deps.now().toISOString()
  const at = time < now ? time : now
  const ending: Ending = { run: time, time: at, policy, before: endsBefore(shanghaiDay(at), policy.retention) }
  const isMore = [
    await endAudit(deps, ending),
    await endItems(deps, ending),
    await endEvents(deps, ending),
    await endRounds(deps, ending),
  ].some(Boolean)
  await deps.retention.finish(time, { doneAt: deps.now().toISOString(), isMore })
  const done = await deps.retention.get(time)
  for (const [kind, records] of Object.entries(done?.deleted ?? {}))
    log('info', { stage: 'retention', what: `deleted ${kind}`, records })
  if (isMore) log('info', { stage: 'retention', what: 'more has ended' })
}
