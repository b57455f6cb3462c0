/** A division's audit (docs/access.md#audit). */
import { createHash } from 'node:crypto'
import { AuditEntry, AuditEvent, type AuditHead } from '../schemas/records/audit.ts'

const BEFORE_FIRST = '0'.repeat(64)

type Link = Pick<AuditEntry, 'seq' | 'hash'>

export function entryAfter(last: Link | undefined, event: AuditEvent): AuditEntry {
  const seq = (last?.seq ?? 0) + 1
  const previous = last?.hash ?? BEFORE_FIRST
  const known = AuditEvent.parse(event)
  return { ...known, seq, previous, hash: hashOf({ ...known, seq, previous }) }
}

/** The schema's order of fields makes hashes repeatable. */
function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const text = Object.keys(AuditEntry.shape)
    .filter((field) => field !== 'hash')
    .map((field) => [field, entry[field as keyof typeof entry] ?? null])
  return createHash('sha256').update(JSON.stringify(text)).digest('hex')
}

export interface Broken {
  readonly seq: number
  readonly why: 'changed' | 'missing' | 'out-of-order' | 'cut-off' | 'not-as-deposited'
}

/** The check begins at the first entry, or at a deposited head. */
export function chainCheck(heads: readonly AuditHead[], from: Link = { seq: 0, hash: BEFORE_FIRST }) {
  const deposited = new Map(heads.map((head) => [head.seq, head.hash]))
  const last = Math.max(0, ...heads.map(({ seq }) => seq))
  let at = from
  return {
    next(entry: AuditEntry): Broken | undefined {
      const { hash, ...rest } = entry
      const seq = at.seq + 1
      if (entry.seq !== seq) return { seq, why: entry.seq > seq ? 'missing' : 'out-of-order' }
      if (hashOf(rest) !== hash) return { seq, why: 'changed' }
      if (entry.previous !== at.hash) return { seq, why: 'out-of-order' }
      const kept = deposited.get(seq)
      if (kept !== undefined && kept !== hash) return { seq, why: 'not-as-deposited' }
      at = entry
      return undefined
    },
    end: (): Broken | undefined => (at.seq < last ? { seq: at.seq + 1, why: 'cut-off' } : undefined),
  }
}
