/** A case's row in a batch (docs/rules.md#cases-and-payment). */

import { present } from '../../schemas/present.ts'
import type { BatchRow } from '../../schemas/records/batch.ts'
import type { SnapshotRow } from '../../schemas/records/snapshot.ts'

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
