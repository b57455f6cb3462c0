/** Audit chains: `AUDIT#<division>` / `seq`. Entries never change. */
import { entryAfter } from '../../formats/audit-chain.ts'
import { Fault } from '../../schemas/fault.ts'
import { AuditEntry, type AuditEvent } from '../../schemas/records/audit.ts'
import type { WorkTable } from '../aws/work.ts'

export interface Audit {
  /**
   * Entries come before the act.
   * @throws Fault where the entry fails: the act does not happen
   */
  write(event: AuditEvent): Promise<AuditEntry>
  latest(division: string, limit: number): Promise<AuditEntry[]>
  read(division: string): Promise<AuditEntry[]>
}

/** Each round gives one of simultaneous writers its place. */
const MOST_ROUNDS = 50

const pkOf = (division: string) => `AUDIT#${division}`
const skOf = (seq: number) => String(seq).padStart(12, '0')

export function audit(work: WorkTable): Audit {
  const ends = new Map<string, AuditEntry>()
  const latest = async (division: string, limit: number) =>
    (await work.list(pkOf(division), { latestFirst: true, limit })).map((item) => AuditEntry.parse(item))
  return {
    async write(event) {
      const { division } = event
      for (let round = 0; round < MOST_ROUNDS; round++) {
        // This process most likely wrote the end.
        const last = ends.get(division) ?? (await latest(division, 1))[0]
        const entry = entryAfter(last, event)
        if (await work.putNew({ pk: pkOf(division), sk: skOf(entry.seq) }, entry)) {
          ends.set(division, entry)
          return entry
        }
        ends.delete(division)
      }
      throw new Fault('store-busy', 'an audit chain has too many writers at once')
    },
    latest,
    read: async (division) => (await work.list(pkOf(division))).map((item) => AuditEntry.parse(item)),
  }
}
