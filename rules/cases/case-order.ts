/** The order of cases in numbers, batches and notices (docs/cases.md#batches). */
import { present } from '../../schemas/present.ts'
import type { SnapshotRow } from '../../schemas/records/snapshot.ts'

type Listed = Pick<SnapshotRow, 'id' | 'primary' | 'listings'>

export function byCaseOrder(a: Listed, b: Listed): number {
  return compare(townshipOf(a), townshipOf(b)) || compare(a.id, b.id)
}

export function townshipOf({ primary, listings }: Listed): string {
  return present(listings[primary], 'the primary listing of a listed person').township
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
