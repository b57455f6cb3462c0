/** What has ended is deleted, in portions, each after an audit entry about it (docs/retention.md). */
import { shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import { endsBefore } from '../../rules/retention.ts'
import type { ToRetention } from '../../schemas/messages/to-retention.ts'
import { log } from '../log.ts'
import type { Ending } from './announce.ts'
import type { RetentionDeps } from './deps.ts'
import { endAudit } from './end-audit.ts'
import { endEvents } from './end-events.ts'
import { endItems } from './end-items.ts'

export async function run(deps: RetentionDeps, { time }: ToRetention): Promise<void> {
  const policy = await deps.policies.current()
  if (!policy) return
  const last = await deps.retention.last()
  if (last?.doneAt && last.time >= time) return
  const ending: Ending = { time, policy, before: endsBefore(shanghaiDay(time), policy.retention) }
  const isMore = [await endAudit(deps, ending), await endItems(deps, ending), await endEvents(deps, ending)].some(
    Boolean,
  )
  await deps.retention.finish(time, { doneAt: deps.now().toISOString(), isMore })
  const done = await deps.retention.last()
  for (const [kind, records] of Object.entries(done?.deleted ?? {}))
    log('info', { stage: 'retention', what: `deleted ${kind}`, records })
  if (isMore) log('info', { stage: 'retention', what: 'more has ended' })
}
