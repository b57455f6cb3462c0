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

/** What a `shortened` entry says of the entries that are deleted after it: the first, the last, and the last one's hash. */
export const anchorText = (first: number, { seq, hash }: Link): string => `${first}-${seq} ${hash}`

function anchorIn({ kind, object, seq: own }: AuditEntry): Link | undefined {
  const [, digits, hash] = (kind === 'shortened' && /^\d+-(\d+) ([0-9a-f]{64})$/.exec(object ?? '')) || []
  const seq = Number(digits)
  return hash && seq < own ? { seq, hash } : undefined
}

/** The shortest six months: no policy may delete an entry sooner. */
const SIX_MONTHS = 181 * 86_400_000

export interface Broken {
  readonly seq: number
  readonly why: 'changed' | 'missing' | 'out-of-order' | 'cut-off' | 'not-as-deposited' | 'ended-early'
}

/** The check begins at the first entry, or at a deposited head. A beginning is missing lawfully where an anchor says so. */
export function chainCheck(heads: readonly AuditHead[], from: Link = { seq: 0, hash: BEFORE_FIRST }) {
  const deposited = new Map(heads.map((head) => [head.seq, head.hash]))
  const last = Math.max(0, ...heads.map(({ seq }) => seq))
  let at = from
  let gone = from
  let anchor: Link | undefined
  const isEarly = ({ seq }: Link, time: string) =>
    heads.some((head) => head.seq < seq && Date.parse(head.time) > Date.parse(time) - SIX_MONTHS)
  const beginning = (): Broken | undefined => {
    if (gone === from || (anchor && anchor.seq > gone.seq)) return undefined
    if (!anchor || anchor.seq < gone.seq) return { seq: (anchor ?? from).seq + 1, why: 'missing' }
    return anchor.hash === gone.hash ? undefined : { seq: gone.seq, why: 'changed' }
  }
  return {
    next(entry: AuditEntry): Broken | undefined {
      const { hash, ...rest } = entry
      if (at === from && entry.seq > from.seq + 1) at = gone = { seq: entry.seq - 1, hash: entry.previous }
      const seq = at.seq + 1
      if (entry.seq !== seq) return { seq, why: entry.seq > seq ? 'missing' : 'out-of-order' }
      if (hashOf(rest) !== hash) return { seq, why: 'changed' }
      if (entry.previous !== at.hash) return { seq, why: 'out-of-order' }
      for (const link of [at, entry]) {
        const kept = deposited.get(link.seq)
        if (kept !== undefined && kept !== link.hash) return { seq: link.seq, why: 'not-as-deposited' }
      }
      const found = anchorIn(entry)
      if (found && isEarly(found, entry.time)) return { seq: found.seq, why: 'ended-early' }
      if (found && found.seq > (anchor?.seq ?? 0)) anchor = found
      at = entry
      return undefined
    },
    end: (): Broken | undefined => beginning() ?? (at.seq < last ? { seq: at.seq + 1, why: 'cut-off' } : undefined),
  }
}
