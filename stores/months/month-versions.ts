/** How often a month's records have changed: one item a month, in a partition of the kind of record. */
import type { Key, WorkTable } from '../aws/work.ts'

/** Of a month; as long as it is the same, nothing of that month has changed. None of months long ago. */
export type VersionOf = (period: string) => string | undefined

export interface MonthVersions {
  /** After the change, and where somebody else has made it: a call that died between the two comes again. */
  note(period: string): Promise<void>
  latest(): Promise<VersionOf>
}

/** More months than a board of two years looks through. */
const MOST = 36
/** Nothing of the month is there. */
const NEVER = '0'

export function monthVersions(work: WorkTable, { pk }: Pick<Key, 'pk'>): MonthVersions {
  return {
    async note(period) {
      await work.update({ pk, sk: period }, { add: { times: 1 } })
    },
    async latest() {
      const found = await work.list(pk, { latestFirst: true, limit: MOST })
      const known = new Map(found.map(({ sk, times }) => [String(sk), String(times)]))
      const isWhole = found.length < MOST
      const first = String(found.at(-1)?.sk ?? '')
      return (period) => known.get(period) ?? (isWhole || period > first ? NEVER : undefined)
    },
  }
}
