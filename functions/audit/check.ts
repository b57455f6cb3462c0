/** A chain held against what was deposited of it (docs/access.md#audit). */
import { BEFORE_FIRST, chainCheck } from '../../formats/audit-chain.ts'
import type { AuditHead, Broken } from '../../schemas/records/audit.ts'
import type { Audit } from '../../stores/access/audit.ts'

export interface Checked {
  readonly division: string
  /** The first entry that was checked. */
  readonly first: number
  readonly entries: number
  readonly broken?: Broken | undefined
}

export interface ChainWanted {
  readonly division: string
  /** Deposited heads of all chains. */
  readonly heads: readonly AuditHead[]
  /** The check begins at the last head before it. */
  readonly since?: Date | undefined
}

export async function checkChain(audit: Pick<Audit, 'pages'>, wanted: ChainWanted): Promise<Checked> {
  const { division, since } = wanted
  const heads = wanted.heads.filter((head) => head.division === division)
  const trusted =
    since &&
    heads
      .filter(({ time }) => Date.parse(time) < since.getTime())
      .sort((a, b) => a.seq - b.seq)
      .at(-1)
  const before = trusted ? { seq: trusted.seq - 1 } : BEFORE_FIRST
  const check = chainCheck({ division, heads, before })
  let first: unknown
  let entries = 0
  const checked = (broken?: Broken) => ({ division, first: Number(first ?? before.seq + 1), entries, broken })
  for await (const page of audit.pages(division, before.seq))
    for (const entry of page) {
      const broken = check.next(entry)
      if (broken) return checked(broken)
      first ??= entry.seq
      entries++
    }
  return checked(check.end())
}
