/** Whether counties have a register: once there is one, there is always one. */
import type { Heads } from '../stores/heads.ts'

export interface Registers {
  /** Looks the counties up that are not known to have one; `hasRegister` then answers for them. */
  load(counties: Iterable<string>): Promise<void>
  hasRegister(county: string): boolean
}

/** Made once a cold start; a county without a register is asked for again with every `load`. */
export function registers(heads: Pick<Heads, 'get'>): Registers {
  const have = new Set<string>()
  return {
    async load(counties) {
      await Promise.all(
        [...new Set(counties)]
          .filter((county) => !have.has(county))
          .map(async (county) => {
            if ((await heads.get(`${county}#register`)).rev > 0) have.add(county)
          }),
      )
    },
    hasRegister: (county) => have.has(county),
  }
}
