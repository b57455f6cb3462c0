/** Rounds of determination runs end: no run is tried again after so long. */
import { announceKeys, type Ending } from './announce.ts'
import type { RetentionDeps } from './deps.ts'

const KEPT = 400 * 86_400_000
const MOST = 1_000

/** @returns whether more has ended than was deleted */
export async function endRounds(deps: RetentionDeps, { run, time, policy }: Ending): Promise<boolean> {
  const keys = await deps.outbox.olderThan('rounds/', new Date(Date.parse(time) - KEPT), MOST)
  if (keys.length === 0) return false
  await announceKeys(deps, policy.city.code, 'rounds', keys)
  for (const key of keys) await deps.outbox.remove(key)
  await deps.retention.note(run, 'rounds', keys.length)
  return keys.length === MOST
}
