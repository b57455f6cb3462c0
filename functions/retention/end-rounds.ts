/** Rounds of determination runs end, as no run is tried again after so long; and copies of files, handed out or chosen. */
import type { EndingKind } from '../../schemas/records/retention.ts'
import { announceKeys, type Ending } from './announce.ts'
import type { RetentionDeps } from './deps.ts'

const DAY = 86_400_000
const FOLDERS: readonly { folder: string; kind: EndingKind; kept: number }[] = [
  { folder: 'rounds/', kind: 'rounds', kept: 400 * DAY },
  { folder: 'handed/', kind: 'copies', kept: DAY },
  { folder: 'chosen/', kind: 'copies', kept: DAY },
]
const MOST = 1_000

/** @returns whether more has ended than was deleted */
export async function endRounds(deps: RetentionDeps, { run, time, policy }: Ending): Promise<boolean> {
  let isMore = false
  for (const { folder, kind, kept } of FOLDERS) {
    const keys = await deps.outbox.olderThan(folder, new Date(Date.parse(time) - kept), MOST)
    if (keys.length === 0) continue
    await announceKeys(deps, policy.city.code, kind, keys)
    for (const key of keys) await deps.outbox.remove(key)
    await deps.retention.note(run, kind, keys.length)
    if (keys.length === MOST) isMore = true
  }
  return isMore
}
