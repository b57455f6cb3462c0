/** Tables were put back from a backup: what the audit's chains have lost is said where nobody can change it (docs/runbook.md#restored). */
import { headsAndGaps } from '../../formats/audit-gaps.ts'
import { checkChain } from '../../functions/audit/check.ts'
import { divisionsOf } from '../../functions/audit/deposit.ts'
import type { AuditGap, AuditRestoration, Broken } from '../../schemas/records/audit.ts'
import { type Beside, deposited } from './audit-heads.ts'
import type { HubStores } from './hub-stores.ts'

type Stores = Pick<HubStores, 'audit' | 'auditHeads' | 'policies'>

/** What a restoration is said to be. */
export interface Restored {
  /** The minute of the backup. */
  readonly to: Date
  readonly approval: string
  readonly now: Date
}

export interface FoundRestoration {
  readonly restoration: AuditRestoration
  readonly gaps: readonly { readonly division: string; readonly gap: AuditGap }[]
  /** First entries that do not fit all the same: no restoration to that minute explains them. */
  readonly broken: readonly { readonly division: string; readonly broken: Broken }[]
  /** It was said before, and every chain fits by it. */
  readonly isKnown: boolean
}

/** Changes nothing. */
export async function findRestoration(stores: Stores, restored: Restored, beside?: Beside): Promise<FoundRestoration> {
  const { audit } = stores
  const { heads, restorations } = await deposited(stores, beside)
  const [to, time] = [restored.to.toISOString(), restored.now.toISOString()]
  const chains: AuditRestoration['chains'] = []
  for (const division of new Set([...(await divisionsOf(stores)), ...heads.map((head) => head.division)])) {
    chains.push({ division, kept: (await audit.firstAt(division, to)) - 1 })
  }
  const restoration = { time, to, approval: restored.approval, chains }
  const brokenBy = async (all: readonly AuditRestoration[]) => {
    const found: { division: string; broken: Broken }[] = []
    for (const { division } of chains) {
      const { broken } = await checkChain(audit, { division, heads: headsAndGaps(division, heads, all).heads })
      if (broken) found.push({ division, broken })
    }
    return found
  }
  const isKnown = restorations.some((one) => one.to === to) && (await brokenBy(restorations)).length === 0
  const gaps = chains.flatMap(({ division }) =>
    headsAndGaps(division, heads, [restoration]).gaps.map((gap) => ({ division, gap })),
  )
  return { restoration, gaps, isKnown, broken: await brokenBy([...restorations, restoration]) }
}

/** Each chain says so itself; where that was broken off, it is done again whole. */
export async function keepRestoration(
  { audit, auditHeads }: Stores,
  { restoration, gaps }: FoundRestoration,
): Promise<void> {
  for (const { division, gap } of gaps)
    await audit.write({
      ...{ division, kind: 'restored', time: gap.time, outcome: 'allowed', address: 'hub' },
      object: `${gap.to} ${gap.first}-${gap.last ?? ''} ${gap.approval}`,
    })
  await auditHeads.putRestoration(restoration)
}
