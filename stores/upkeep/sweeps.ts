/** Counts of stalled work: `SWEEP` / work. */
import type { WorkTable } from '../aws/work.ts'

export interface Sweeps {
  /** True the 1st, 2nd, 4th, 8th ... time. */
  isTurn(what: string, time: string): Promise<boolean>
}

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
