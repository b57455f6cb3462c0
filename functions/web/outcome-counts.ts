/** Persons of each outcome in a snapshot, counted from rows that never change. */
import type { Outcome } from '../../schemas/codes.ts'
import { later } from '../../schemas/later.ts'
import { SnapshotRow } from '../../schemas/records/snapshot.ts'
import type { Objects } from '../../stores/objects/objects.ts'
import { thaw } from '../shared/work/frozen.ts'

type Snapshot = { readonly key: string; readonly sha256: string }
export type OutcomeCounts = (snapshot: Snapshot) => Promise<Partial<Record<Outcome, number>>>

const Row = later(() => SnapshotRow.pick({ decision: true }))

export function outcomeCounts(outbox: Pick<Objects, 'get'>): OutcomeCounts {
  const known = new Map<string, Promise<Partial<Record<Outcome, number>>>>()
  const count = async (snapshot: Snapshot) => {
    const counts: Partial<Record<Outcome, number>> = {}
    for (const { decision } of await thaw(outbox, snapshot, Row))
      counts[decision.outcome] = (counts[decision.outcome] ?? 0) + 1
    return counts
  }
  return (snapshot) => {
    const { key } = snapshot
    let counts = known.get(key)
    if (!counts) {
      counts = count(snapshot)
      known.set(key, counts)
      counts.catch(() => known.delete(key))
    }
    return counts
  }
}
