/** Entries of a division's chain that an auditor looks for: read backwards, so many at a time. */
import { addDays, shanghaiDay } from '../../../rules/deadlines/day-steps.ts'
import { type AuditEntry, type AuditSearch, READ_MOST } from '../../../schemas/records/audit.ts'
import type { Audit } from '../../../stores/access/audit.ts'

/** A page shows so many; a search reads so many until it asks whether to go on. */
const SHOWN = 50
/** Entries of two processes stand in the order of their writing, which clocks may tell otherwise. */
const SKEW_MS = 60_000

export interface Found {
  /** The latest first. */
  readonly entries: readonly AuditEntry[]
  /** Before this one the search has not read; undefined at its end. */
  readonly before?: number | undefined
}

export async function searchAudit(
  audit: Audit,
  division: string,
  wanted: AuditSearch,
  most: number = SHOWN,
): Promise<Found> {
  const entries: AuditEntry[] = []
  let before = wanted.before
  for await (const entry of backwards(audit, division, wanted)) {
    if (entry === undefined) return { entries, before }
    before = entry.seq
    if (fits(entry, wanted)) entries.push(entry)
    if (entries.length === most) return { entries, before: before > 1 ? before : undefined }
  }
  return { entries }
}

/** How many of each kind a day has, of those that one search reads. */
export async function countOfDay<K extends AuditEntry['kind']>(
  audit: Audit,
  division: string,
  day: string,
  kinds: readonly K[],
): Promise<readonly { readonly kind: K; readonly count: number; readonly isMore: boolean }[]> {
  const counts = new Map<string, number>()
  let isMore = false
  for await (const entry of backwards(audit, division, { day })) {
    if (entry === undefined) isMore = true
    else if (fits(entry, { day })) counts.set(entry.kind, (counts.get(entry.kind) ?? 0) + 1)
  }
  return kinds.map((kind) => ({ kind, count: counts.get(kind) ?? 0, isMore }))
}

/** The latest first, down to the beginning of the day that is wanted; undefined at the end where a search reads no further. */
async function* backwards(
  audit: Audit,
  division: string,
  { day, before: from }: Pick<AuditSearch, 'day' | 'before'>,
): AsyncGenerator<AuditEntry | undefined> {
  const start = day === undefined ? 0 : Date.parse(`${day}T00:00+08:00`) - SKEW_MS
  let before = from ?? (day === undefined ? undefined : await audit.firstAt(division, endOf(day)))
  // Most days are short.
  for (let read = 0, size = SHOWN; read < READ_MOST; read += size, size = Math.min(2 * size, READ_MOST - read)) {
    const portion = await audit.latest(division, size, before)
    for (const entry of portion) {
      if (Date.parse(entry.time) < start) return
      before = entry.seq
      yield entry
    }
    if (portion.length < size) return
  }
  yield undefined
}

const endOf = (day: string) => new Date(Date.parse(`${addDays(day, 1)}T00:00+08:00`) + SKEW_MS).toISOString()

function fits(entry: AuditEntry, { account, kind, object, day }: AuditSearch): boolean {
  return (
    (account === undefined || entry.account === account) &&
    (kind === undefined || entry.kind === kind) &&
    (object === undefined || entry.object?.includes(object) === true) &&
    (day === undefined || shanghaiDay(entry.time) === day)
  )
}
