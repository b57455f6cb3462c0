/**
 * Audit chains: `AUDIT#<division>` / `seq`. Entries never change; the beginning ends (docs/retention.md). Looks at one
 * person, and acts on one thing, copied from them: `LOOK#<person or thing>` / time, division and `seq`.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type * as z from 'zod'
import { entryAfter, entryKey, type StoredEntry } from '../../formats/audit-chain.ts'
import { Fault } from '../../schemas/fault.ts'
import { later } from '../../schemas/later.ts'
import { AuditEntry, type AuditEvent, PersonLook, ThingAct, thingIn } from '../../schemas/records/audit.ts'
import type { WorkTable } from '../aws/work.ts'

export interface Audit {
  /**
   * Entries come before the act.
   * @throws Fault where the entry fails: the act does not happen
   */
  write(event: AuditEvent): Promise<AuditEntry>
  /** The latest first, of those before `seq`; what cannot be read is left out. */
  latest(division: string, limit: number, before?: number): Promise<AuditEntry[]>
  get(division: string, seq: number): Promise<AuditEntry | undefined>
  /** The first entry at that time or after it, where clocks agree; one behind the last where there is none. */
  firstAt(division: string, time: string): Promise<number>
  /** Looks at a person, the latest first. */
  /** By accounts of the divisions. */
  looksAt(person: string, divisions: readonly string[], limit: number): Promise<PersonLook[]>
  /** Acts on a thing and files fetched of it, the latest first. */
  doneTo(thing: string, limit: number): Promise<ThingAct[]>
  /** Entries after `seq` in the order of their keys, as they stand in the table, a page in memory at a time. */
  pages(division: string, after?: number): AsyncGenerator<StoredEntry[]>
  earliest(division: string, limit: number): Promise<AuditEntry[]>
  /** The beginning goes one by one, so that a crash leaves no gap. */
  shorten(ended: readonly AuditEntry[]): Promise<void>
}

/** Milliseconds, of the 29 seconds that a page may take. */
const LONGEST = 20_000
/** Milliseconds. Whoever was too late waits by chance, up to twice as long each time and as a try takes, so that few try at once. */
const MOST_PAUSE = 4000
const PAGE = 1000
const MOST_LOOKS_READ = 10_000

const Link = later(() => AuditEntry.pick({ seq: true, hash: true }))

const pkOf = (division: string) => `AUDIT#${division}`
const keyOf = (division: string, seq: number) => ({ pk: pkOf(division), sk: entryKey(seq) })

function lookKey({ object, time, division, of = division, seq, kind, outcome }: AuditEntry) {
  const [, person] = /^person\/(\w+)$/.exec(object ?? '') ?? []
  const isDone = outcome === 'allowed' && (kind === 'act' || kind === 'export' || kind === 'download')
  const what = person ?? (isDone ? thingIn(object, of.slice(0, 6)) : undefined)
  return what === undefined ? undefined : { pk: `LOOK#${what}`, sk: `${time} ${division} ${entryKey(seq)}` }
}

export function audit(work: WorkTable): Audit {
  const ends = new Map<string, z.infer<typeof Link>>()
  const turns = new Map<string, Promise<unknown>>()
  const latest: Audit['latest'] = async (division, limit, before) => {
    const after = before === undefined ? undefined : entryKey(before)
    // What somebody has made unreadable is the check's to name.
    return (await work.list(pkOf(division), { latestFirst: true, limit, after })).flatMap(
      (item) => AuditEntry.safeParse(item).data ?? [],
    )
  }
  const endOf = async (division: string) => {
    const [item] = await work.list(pkOf(division), { latestFirst: true, limit: 1 })
    return item && Link.parse(item)
  }
  const earliest: Audit['earliest'] = async (division, limit) =>
    (await work.list(pkOf(division), { limit })).map((item) => AuditEntry.parse(item))
  const get: Audit['get'] = async (division, seq) => {
    const item = await work.get(keyOf(division, seq))
    return AuditEntry.safeParse(item).data
  }

  const append = async (event: AuditEvent, begun: number): Promise<AuditEntry> => {
    const { division } = event
    let most = 0
    do {
      const tried = performance.now()
      // This process most likely wrote the end.
      const last = ends.get(division) ?? (await endOf(division))
      const entry = entryAfter(last, event)
      if (await work.putNew(keyOf(division, entry.seq), entry)) {
        ends.set(division, entry)
        const look = lookKey(entry)
        if (look) await work.putNew(look, ThingAct.parse(entry))
        return entry
      }
      ends.delete(division)
      most = Math.min(2 * most + 2 * (performance.now() - tried), MOST_PAUSE)
      await pause(Math.random() * most)
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
    get,
    earliest,
    async firstAt(division, time) {
      const [[first], [last]] = await Promise.all([earliest(division, 1), latest(division, 1)])
      let [low, high] = [first?.seq ?? 1, (last?.seq ?? 0) + 1]
      // Of today, mostly.
      if (last && last.time < time) return high
      while (low < high) {
        const middle = Math.floor((low + high) / 2)
        const entry = await get(division, middle)
        if (entry && entry.time >= time) high = middle
        else low = middle + 1
      }
      return low
    },
    async looksAt(person, divisions, limit) {
      const found: PersonLook[] = []
      let after: string | undefined
      for (let read = 0; read < MOST_LOOKS_READ && found.length < limit; read += PAGE) {
        const own = await work.list(`LOOK#${person}`, { latestFirst: true, limit: PAGE, ...(after && { after }) })
        found.push(...own.map((item) => PersonLook.parse(item)).filter((one) => divisions.includes(one.division)))
        if (own.length < PAGE) break
        after = String(own.at(-1)!.sk)
      }
      return found.slice(0, limit)
    },
    doneTo: async (thing, limit) =>
      (await work.list(`LOOK#${thing}`, { latestFirst: true, limit })).map((item) => ThingAct.parse(item)),
    async shorten(ended) {
      for (const entry of ended) {
        const look = lookKey(entry)
        if (look) await work.remove(look)
        await work.remove(keyOf(entry.division, entry.seq))
      }
    },
  }
}
