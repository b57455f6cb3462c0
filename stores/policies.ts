/** Policy, every revision of it: `POLICY` / rev, and which one is in force. */
import { isDeepStrictEqual } from 'node:util'
import { Policy } from '../schemas/policy.ts'
import type { WorkTable } from './work.ts'

export interface Policies {
  /** The policy in force; undefined in a hub that has none yet. Revisions are kept, so that each is read once. */
  current(): Promise<Policy | undefined>
  get(rev: number): Promise<Policy>
  /**
   * Makes it the next revision; false where somebody else was quicker. A revision that was stored by who gave up then
   * comes into force before any other: what is stored may be known already and is never replaced.
   */
  put(policy: Policy): Promise<boolean>
}

const revision = (rev: number) => ({ pk: 'POLICY', sk: `REV#${String(rev).padStart(6, '0')}` })
const CURRENT = { pk: 'POLICY', sk: 'CURRENT' }

export function policies(work: WorkTable): Policies {
  const known = new Map<number, Policy>()
  const get = async (rev: number): Promise<Policy> => {
    let policy = known.get(rev)
    if (!policy) {
      policy = Policy.parse((await work.get(revision(rev)))?.policy)
      known.set(rev, policy)
    }
    return policy
  }
  return {
    get,
    async current() {
      const item = await work.get(CURRENT)
      return item && get(Policy.shape.rev.parse(item.rev))
    },
    async put(policy) {
      const wanted = Policy.parse(policy)
      const before = (await work.get(CURRENT))?.rev ?? 0
      if (before !== policy.rev - 1) return false
      const isNew = await work.putNew(revision(policy.rev), { policy: wanted })
      const isOurs = isNew || isDeepStrictEqual(await get(policy.rev), wanted)
      // Where the condition fails somebody else has just done the same.
      await work.update(CURRENT, {
        set: { rev: policy.rev },
        condition: policy.rev === 1 ? 'attribute_not_exists(#rev)' : '#rev = :before',
        ...(policy.rev > 1 && { values: { before } }),
      })
      return isOurs
    },
  }
}
