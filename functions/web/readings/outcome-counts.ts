/** Persons of each outcome in a snapshot, counted from rows that never change. */
import { gunzipSync } from 'node:zlib'
import type { Outcome } from '../../../schemas/codes.ts'
import { SnapshotRow } from '../../../schemas/records/snapshot.ts'
import type { Objects } from '../../../stores/objects.ts'

export type OutcomeCounts = (key: string) => Promise<Partial<Record<Outcome, number>>>

const Row = SnapshotRow.pick({ decision: true })

export function outcomeCounts(outbox: Pick<Objects, 'get'>): OutcomeCounts {
  const known = new Map<string, Promise<Partial<Record<Outcome, number>>>>()
  const count = async (key: string) => {
    const counts: Partial<Record<Outcome, number>> = {}
    for (const line of gunzipSync(await outbox.get(key))
      .toString()
      .split('\n')) {
      if (line === '') continue
      const { outcome } = Row.parse(JSON.parse(line)).decision
      counts[outcome] = (counts[outcome] ?? 0) + 1
    }
    return counts
  }
  return (key) => {
    let counts = known.get(key)
    if (!counts) {
      counts = count(key)
      known.set(key, counts)
      counts.catch(() => known.delete(key))
    }
    return counts
  }
}
