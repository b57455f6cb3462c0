/** Months of which something was sent, said or closed: `PERIODS` / period. One item a month, for ever. */
import type { WorkTable } from './work.ts'

export interface Periods {
  /** The latest first. */
  list(limit: number): Promise<string[]>
}

export function periods(work: WorkTable): Periods {
  return {
    list: async (limit) => (await work.list('PERIODS', { latestFirst: true, limit })).map(({ sk }) => String(sk)),
  }
}

/** Idempotent. */
export async function notePeriod(work: WorkTable, period: string): Promise<void> {
  await work.putNew({ pk: 'PERIODS', sk: period }, {})
}
