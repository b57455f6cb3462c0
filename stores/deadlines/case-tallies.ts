/** Counts of counties' open cases: `TALLY` / county. */
import { CaseTally } from '../../schemas/records/case-tally.ts'
import type { WorkTable } from '../aws/work.ts'

export interface CaseTallies {
  /** Of two counts the one that began later stands. */
  put(tally: CaseTally): Promise<void>
  get(county: string): Promise<CaseTally | undefined>
  all(): Promise<CaseTally[]>
}

const key = (county: string) => ({ pk: 'TALLY', sk: county })

export function caseTallies(work: WorkTable): CaseTallies {
  return {
    async put(tally) {
      await work.update(key(tally.county), {
        set: { papers: undefined, ...CaseTally.parse(tally) },
        condition: 'attribute_not_exists(#at) OR #at <= :now',
        values: { now: tally.at },
      })
    },
    async get(county) {
      const item = await work.get(key(county))
      return item && CaseTally.parse(item)
    },
    all: async () => (await work.list('TALLY')).map((item) => CaseTally.parse(item)),
  }
}
