/** Cases (docs/rules.md#cases-and-payment). */

import { present } from '../../schemas/present.ts'
import type { BatchRow } from '../../schemas/records/batch.ts'
import type { SnapshotRow } from '../../schemas/records/snapshot.ts'

/** The number holds no personal data and lasts a year. */
export function caseNumber({ county, key }: Pick<SnapshotRow, 'county' | 'key'>, year: number): string {
  return `${county}-${year}-${key.slice(0, 10).toUpperCase()}`
}

export function needsMaterials({ decision }: SnapshotRow): boolean {
  return decision.outcome === 'enrol' || decision.outcome === 'claim'
}

export function batchRow(row: SnapshotRow, year: number): BatchRow | undefined {
  if (row.decision.outcome !== 'pay' || row.amount === undefined) return undefined
  const { township, phone } = present(row.listings[row.primary], 'the primary listing of a frozen row')
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
