/** Entries of a division's chain that an auditor looks for: read backwards, so many at a time. */
import { addDays, shanghaiDay } from '../../../rules/deadlines/day-steps.ts'
import type { AuditEntry, AuditSearch } from '../../../schemas/records/audit.ts'
import type { Audit } from '../../../stores/access/audit.ts'

/** A page shows so many, and a search reads so many until it asks whether to go on. */
const SHOWN = 50
const READ_MOST = 5000
const PORTION = 500
/** Entries of two processes stand in the order of their writing, which clocks may tell otherwise. */
const SKEW_MS = 60_000

export interface Found {
  /** The latest first. */
  readonly entries: readonly AuditEntry[]
  /** Before this one the search has not read; undefined at its end. */
  readonly before?: number | undefined
}

export async function searchAudit(audit: Audit, division: string, wanted: AuditSearch): Promise<Found> {
  const { day } = wanted
  const start = day === undefined ? 0 : Date.parse(`${day}T00:00+08:00`) - SKEW_MS
  let before = wanted.before ?? (day === undefined ? undefined : await audit.firstAt(division, endOf(day)))
  const entries: AuditEntry[] = []
  for (let read = 0; read < READ_MOST; read += PORTION) {
    const portion = await audit.latest(division, PORTION, before)
    for (const entry of portion) {
      if (Date.parse(entry.time) < start) return { entries }
      before = entry.seq
      if (fits(entry, wanted)) entries.push(entry)
      if (entries.length === SHOWN) return { entries, before: before > 1 ? before : undefined }
    }
    if (portion.length < PORTION) return { entries }
  }
  return { entries, before }
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
