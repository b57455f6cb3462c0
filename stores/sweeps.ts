/** How often something was found standing still: `SWEEP` / what it is. */
import type { WorkTable } from './work.ts'

export interface Sweeps {
  /** Counts that it was found at that time, and answers whether it is to be sent again: the 1st, 2nd, 4th, 8th ... time. */
  isTurn(what: string, time: string): Promise<boolean>
}

/** Seconds for which is remembered how often, from the last time on. */
const KEPT = 90 * 86_400

export function sweeps(work: WorkTable): Sweeps {
  return {
    async isTurn(what, time) {
      const expires = Math.floor(Date.parse(time) / 1000) + KEPT
      const { after } = await work.update({ pk: 'SWEEP', sk: what }, { add: { times: 1 }, set: { expires } })
      const times = Number(after.times)
      return (times & (times - 1)) === 0
    },
  }
}
