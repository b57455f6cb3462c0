/** A division's audit (docs/access.md#audit). */
import { hash as digest } from 'node:crypto'
import { type AuditEntry, AuditEvent, type AuditHead, type Broken } from '../schemas/records/audit.ts'

export const BEFORE_FIRST = { seq: 0, hash: '0'.repeat(64) }

type Link = Pick<AuditEntry, 'seq' | 'hash'>
/** As the table keeps it: what nobody has written may stand in it too. */
export type StoredEntry = Readonly<Record<string, unknown>>

export function entryAfter(last: Link | undefined, event: AuditEvent): AuditEntry {
  const { seq, hash: previous } = last ?? BEFORE_FIRST
  const entry = { ...AuditEvent.parse(event), seq: seq + 1, previous }
  return { ...entry, hash: hashOf(entry) }
}

/** Text in the order of numbers. */
export const entryKey = (seq: number): string => String(seq).padStart(12, '0')

/** Every field counts by its name, so that a later kind of entry changes no earlier hash. */
function hashOf(entry: StoredEntry): string {
  const fields = Object.entries(entry).filter(([, value]) => value !== undefined)
  return digest('sha256', JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1))))
}

/** What a `shortened` entry says of the entries that are deleted after it: the first, the last, and the last one's hash. */
export const anchorText = (first: number, { seq, hash }: Link): string => `${first}-${seq} ${hash}`

function anchorIn({ kind, object, seq: own }: StoredEntry): Link | undefined {
  const [, digits, hash] = (kind === 'shortened' && /^\d+-(\d+) ([0-9a-f]{64})$/.exec(String(object))) || []
  const seq = Number(digits)
  return hash && seq < Number(own) ? { seq, hash } : undefined
}

/** The shortest six months: no policy may delete an entry sooner. */
const SIX_MONTHS = 181 * 86_400_000

type Before = Pick<Link, 'seq'> & { readonly hash?: unknown }

export interface Chain {
  readonly division: string
  readonly heads: readonly AuditHead[]
  /** The entry before the first one that is checked; without a hash, the first one may follow on any. */
  readonly before?: Before
}

/** The check takes a chain's entries in the order of their keys. A beginning is missing lawfully where an anchor says so. */
export function chainCheck({ division, heads, before = BEFORE_FIRST }: Chain) {
  const deposited = Map.groupBy(heads, ({ seq }) => seq)
  const last = Math.max(0, ...heads.map(({ seq }) => seq))
  let at = before
  let gone: Before | undefined
  let anchor: Link | undefined
  let since = before.seq + 1
  const isEarly = ({ seq }: Link, time: unknown) =>
    heads.some((head) => head.seq < seq && Date.parse(head.time) > Date.parse(String(time)) - SIX_MONTHS)
  const beginning = (): Broken | undefined => {
    if (!gone || (anchor && anchor.seq > gone.seq)) return undefined
    if (!anchor || anchor.seq < gone.seq) return { seq: (anchor ?? before).seq + 1, why: 'missing' }
    return anchor.hash === gone.hash ? undefined : { seq: gone.seq, why: 'changed' }
  }
  const asDeposited = ({ seq, hash }: Before): Broken | undefined => {
    const kept = deposited.get(seq)
    if (kept?.some((head) => head.hash !== hash)) return { seq, why: 'not-as-deposited', since }
    if (kept) since = seq + 1
    return undefined
  }
  return {
    next({ pk: _, sk, hash, ...rest }: StoredEntry): Broken | undefined {
      const key = String(sk)
      if (at === before && KEY.test(key) && key > entryKey(at.seq + 1))
        at = gone = { seq: Number(key) - 1, hash: rest.previous }
      const entry = { seq: at.seq + 1, hash }
      const why = flawOf({ key, entry, rest, division })
      if (why) return { seq: entry.seq, why }
      if (at.hash !== undefined && rest.previous !== at.hash) return { seq: entry.seq, why: 'unlinked' }
      const broken = (at === gone && asDeposited(gone)) || asDeposited(entry)
      if (broken) return broken
      const found = anchorIn(rest)
      if (found && isEarly(found, rest.time)) return { seq: found.seq, why: 'ended-early' }
      if (found && found.seq > (anchor?.seq ?? 0)) anchor = found
      at = entry
      return undefined
    },
    end: (): Broken | undefined => beginning() ?? (at.seq < last ? { seq: at.seq + 1, why: 'cut-off' } : undefined),
  }
}

const KEY = /^\d{12}$/

interface Stored {
  readonly key: string
  readonly entry: { readonly seq: number; readonly hash: unknown }
  readonly rest: StoredEntry
  readonly division: string
}

function flawOf({ key, entry, rest, division }: Stored): Broken['why'] | undefined {
  const own = entryKey(entry.seq)
  if (key !== own) return KEY.test(key) && key > own ? 'missing' : 'inserted'
  if (hashOf(rest) !== entry.hash) return 'changed'
  return rest.seq === entry.seq && rest.division === division ? undefined : 'moved'
}
