/** How often persons of a county’s lists were written: `PERSONS` / county. */
import type { WorkTable } from '../aws/work.ts'

export interface PersonVersions {
  /** After the persons: who reads the number first and then persons does not take old ones for new. */
  count(counties: Iterable<string>): Promise<void>
  of(county: string): Promise<number>
}

const key = (county: string) => ({ pk: 'PERSONS', sk: county })

export function personVersions(work: WorkTable): PersonVersions {
  return {
    async count(counties) {
      await Promise.all(Array.from(counties, (county) => work.update(key(county), { add: { version: 1 } })))
    },
    of: async (county) => Number((await work.get(key(county)))?.version ?? 0),
  }
}
