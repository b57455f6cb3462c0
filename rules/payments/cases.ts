/** Cases: what an outcome asks somebody to do (docs/rules.md#cases-and-payment). */
import type { BatchRow } from '../../schemas/records/batch.ts'
import type { SnapshotRow } from '../../schemas/records/snapshot.ts'

/** Unique within a county and a year, the same in every month of it, and says nothing about the person. */
export function caseNumber({ county, key }: Pick<SnapshotRow, 'county' | 'key'>, year: number): string {
  return `${county}-${year}-${key.slice(0, 10).toUpperCase()}`
}

/** Whether the township has to collect materials before the case is ready. */
export function needsMaterials({ decision }: SnapshotRow): boolean {
  return decision.outcome === 'enrol' || decision.outcome === 'claim'
}

/** The row of a ready case in a batch: `pay` is ready at once. Undefined for whoever has no ready case. */
export function batchRow(row: SnapshotRow, year: number): BatchRow | undefined {
  if (row.decision.outcome !== 'pay' || row.amount === undefined) return undefined
  const { township, phone } = row.listings[row.primary]!
  return {
    key: row.key,
    id: row.id,
    name: row.name,
    township,
    category: row.primary,
    business: 'renewal',
    year,
    fen: row.amount,
    ...(phone && { phone }),
  }
}
