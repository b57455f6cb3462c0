/** Wrong tries: `TRIES#<whose>` / what. */
import { Tries } from '../../schemas/records/account.ts'
import type { WorkTable } from '../aws/work.ts'

export interface Tried {
  /** A key of `AccountSecrets`, also for names that nobody has. */
  readonly whose: string
  readonly what: 'password' | 'code' | 'passkey' | 'link'
}

export interface Limit {
  readonly most: number
  readonly minutes: number
}

export interface TriesStore {
  /** Every try counts before it is checked; the last one within the window begins a lock of the same length. */
  count(tried: Tried, time: string, limit: Limit): Promise<'open' | 'last' | 'locked'>
  forget(tried: Tried): Promise<void>
  /** False where an address has had its tries of this window. */
  countAt(address: string, time: string, limit: Limit): Promise<boolean>
  giveBack(address: string): Promise<void>
}

const NO_TRIES: Tries = { times: [], version: 0 }
const keyOf = ({ whose, what }: Tried) => ({ pk: `TRIES#${whose}`, sk: what })
const addressKey = (address: string) => ({ pk: `TRIES#${address}`, sk: 'address' })

export function tries(work: WorkTable): TriesStore {
  return {
    async count(tried, time, { most, minutes }) {
      const { windowStart, expires } = windowOf(time, minutes)
      // Most sign-ins are right at once, so that nothing is read before the first count.
      let { times, version } = NO_TRIES
      // Whoever loses a later round was overtaken by a counted try, of which there are no more than `most`.
      for (let round = 0; round <= most + 1; round++) {
        const recent = times.filter((one) => one > windowStart)
        if (times.length >= most && recent.length > 0) return 'locked'
        const { ok } = await work.update(keyOf(tried), {
          set: { times: [...recent, time], version: version + 1, expires },
          ...(version === 0
            ? { condition: 'attribute_not_exists(#version)' }
            : { condition: '#version = :version', values: { version } }),
        })
        if (ok) return recent.length + 1 >= most ? 'last' : 'open'
        ;({ times, version } = Tries.parse((await work.get(keyOf(tried))) ?? NO_TRIES))
      }
      return 'locked'
    },
    forget: (tried) => work.remove(keyOf(tried)),
    async countAt(address, time, { most, minutes }) {
      const { windowStart, expires } = windowOf(time, minutes)
      // Of several that begin a window at once one begins it, and the others find it begun.
      for (let round = 0; round < 2; round++) {
        const within = await work.update(addressKey(address), {
          add: { count: 1 },
          condition: '#count < :most AND #since > :windowStart',
          names: ['since'],
          values: { most, windowStart },
        })
        if (within.ok) return true
        const begun = await work.update(addressKey(address), {
          set: { count: 1, since: time, expires },
          condition: 'attribute_not_exists(#since) OR #since <= :windowStart',
          values: { windowStart },
        })
        if (begun.ok) return true
      }
      return false
    },
    async giveBack(address) {
      await work.update(addressKey(address), { add: { count: -1 }, condition: '#count > :none', values: { none: 0 } })
    },
  }
}

function windowOf(time: string, minutes: number) {
  const windowStart = new Date(Date.parse(time) - minutes * 60_000).toISOString()
  return { windowStart, expires: Math.ceil(Date.parse(time) / 1000) + minutes * 60 }
}
