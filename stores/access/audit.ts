/** Audit chains: `AUDIT#<division>` / `seq`. Entries never change; the beginning ends (docs/retention.md). */
import { setTimeout as pause } from 'node:timers/promises'
import { entryAfter, entryKey, type StoredEntry } from '../../formats/audit-chain.ts'
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
  /** Entries after `seq` in the order of their keys, as they stand in the table, a page in memory at a time. */
  pages(division: string, after?: number): AsyncGenerator<StoredEntry[]>
  earliest(division: string, limit: number): Promise<AuditEntry[]>
  /** The beginning goes one by one, so that a crash leaves no gap. */
  shorten(division: string, first: number, last: number): Promise<void>
}

/** Milliseconds. Each round gives one of simultaneous writers its place, and a page may take 29 seconds. */
const LONGEST = 15_000
/** Writers that wait unequally long meet less often. */
const MOST_PAUSE = 20
const PAGE = 1000

const pkOf = (division: string) => `AUDIT#${division}`

export function audit(work: WorkTable): Audit {
  const ends = new Map<string, AuditEntry>()
  const turns = new Map<string, Promise<unknown>>()
  const latest = async (division: string, limit: number) =>
    (await work.list(pkOf(division), { latestFirst: true, limit })).map((item) => AuditEntry.parse(item))

  const append = async (event: AuditEvent, begun: number): Promise<AuditEntry> => {
    const { division } = event
    do {
      // This process most likely wrote the end.
      const last = ends.get(division) ?? (await latest(division, 1))[0]
      const entry = entryAfter(last, event)
      if (await work.putNew({ pk: pkOf(division), sk: entryKey(entry.seq) }, entry)) {
        ends.set(division, entry)
        return entry
      }
      ends.delete(division)
      await pause(Math.random() * MOST_PAUSE)
    } while (performance.now() < begun + LONGEST)
    throw new Fault('store-busy', 'an audit chain has too many writers at once')
  }
  return {
    write(event) {
      // Writers of one process would only be in each other's way.
      const before = turns.get(event.division)?.catch(() => {}) ?? Promise.resolve()
      const begun = performance.now()
      const turn = before.then(() => append(event, begun))
      turns.set(event.division, turn)
      return turn
    },
    latest,
    async *pages(division, after = 0) {
      const pageAfter = (key?: string) => work.list(pkOf(division), { after: key, limit: PAGE })
      let next: Promise<StoredEntry[]> | undefined = pageAfter(after > 0 ? entryKey(after) : undefined)
      while (next) {
        const page: StoredEntry[] = await next
        const last = page.at(-1)
        // The next page is read while this one is checked.
        next = last && page.length === PAGE ? pageAfter(String(last.sk)) : undefined
        next?.catch(() => {})
        if (page.length > 0) yield page
      }
    },
    earliest: async (division, limit) =>
      (await work.list(pkOf(division), { limit })).map((item) => AuditEntry.parse(item)),
    async shorten(division, first, last) {
      for (let seq = first; seq <= last; seq++) await work.remove({ pk: pkOf(division), sk: entryKey(seq) })
    },
  }
}
