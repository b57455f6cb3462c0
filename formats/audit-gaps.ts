/** What restorations of tables took from an audit chain (docs/access.md#audit). */
import type { AuditGap, AuditHead, AuditRestoration } from '../schemas/records/audit.ts'

export interface HeadsAndGaps {
  /** With which the chain still has to fit. */
  readonly heads: AuditHead[]
  /** Of entries that a restoration lost. */
  readonly lost: AuditHead[]
  readonly gaps: AuditGap[]
}

/**
 * Who records a restoration says only behind which entry heads no longer hold. What the gap is follows from the heads, so that it
 * is never less than what is no longer proven.
 * @param deposited heads of all chains, or of this one
 */
export function headsAndGaps(
  division: string,
  deposited: readonly AuditHead[],
  restorations: readonly AuditRestoration[],
): HeadsAndGaps {
  const all = deposited.filter((head) => head.division === division)
  const own = restorations.flatMap(({ chains, ...rest }) =>
    chains.filter((chain) => chain.division === division).map(({ kept }) => ({ ...rest, kept })),
  )
  const isBefore = (head: AuditHead, { time }: (typeof own)[number]) => Date.parse(head.time) < Date.parse(time)
  const lostBy = (one: (typeof own)[number]) => all.filter((head) => head.seq > one.kept && isBefore(head, one))
  const lost = [...new Set(own.flatMap(lostBy))]
  const heads = all.filter((head) => !lost.includes(head))
  const gaps = own.map((one) => {
    const { time, to, approval, kept } = one
    const standing = heads.filter((head) => head.seq <= kept && isBefore(head, one))
    const ends = lostBy(one).map(({ seq }) => seq)
    const first = Math.max(0, ...standing.map(({ seq }) => seq)) + 1
    return { time, to, approval, first, last: ends.length > 0 ? Math.max(...ends) : undefined }
  })
  return { heads, lost, gaps }
}
