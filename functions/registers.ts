/** Whether counties have a register: the first one begins it, and taking back the only one ends it. */
import type { Heads } from '../stores/heads.ts'

export interface Registers {
  /** Looks the counties up; `hasRegister` then answers for them. */
  load(counties: Iterable<string>): Promise<void>
  hasRegister(county: string): boolean
}

export function registers(heads: Pick<Heads, 'get'>): Registers {
  const have = new Set<string>()
  return {
    async load(counties) {
      await Promise.all(
        [...new Set(counties)].map(async (county) => {
          const { lists } = await heads.get(`${county}#register`)
          if (lists.length > 0) have.add(county)
          else have.delete(county)
        }),
      )
    },
    hasRegister: (county) => have.has(county),
  }
}
