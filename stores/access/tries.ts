/** Wrong tries within a window: `TRIES#<whose>` / what. */
import { Tries } from '../../schemas/records/account.ts'
import type { WorkTable } from '../aws/work.ts'

export interface Tried {
  /** A key of `AccountSecrets`, also for names that nobody has. */
  readonly whose: string
  readonly what: 'password' | 'code' | 'address'
}

export interface TriesStore {
  /** Every try counts before it is checked. False: locked. */
  count(tried: Tried, time: string, limit: { most: number; minutes: number }): Promise<boolean>
  forget(tried: Tried): Promise<void>
}

const keyOf = ({ whose, what }: Tried) => ({ pk: `TRIES#${whose}`, sk: what })

export function tries(work: WorkTable): TriesStore {
  return {
    async count(tried, time, { most, minutes }) {
      const windowStart = new Date(Date.parse(time) - minutes * 60_000).toISOString()
      const expires = Math.ceil(Date.parse(time) / 1000) + minutes * 60
      const { ok, after } = await work.update(keyOf(tried), {
        add: { count: 1 },
        set: { expires },
        condition: '#count < :most AND #since > :windowStart',
        names: ['since'],
        values: { most, windowStart },
      })
      // The last allowed try begins the lock.
      if (ok && Tries.parse(after).count >= most) await work.update(keyOf(tried), { set: { since: time } })
      if (ok) return true
      const begun = await work.update(keyOf(tried), {
        set: { count: 1, since: time, expires },
        condition: 'attribute_not_exists(#since) OR #since <= :windowStart',
        values: { windowStart },
      })
      return begun.ok
    },
    forget: (tried) => work.remove(keyOf(tried)),
  }
}
