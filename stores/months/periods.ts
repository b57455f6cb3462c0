/** Months with any submission or close: `PERIODS` / period. */
import type { WorkTable } from '../aws/work.ts'

export interface Periods {
  list(limit: number): Promise<string[]>
}

export function periods(work: WorkTable): Periods {
  return {
    list: async (limit) => (await work.list('PERIODS', { latestFirst: true, limit })).map(({ sk }) => String(sk)),
  }
}

export async function notePeriod(work: WorkTable, period: string): Promise<void> {
  await work.putNew({ pk: 'PERIODS', sk: period }, {})
}
