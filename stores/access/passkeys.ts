/** Passkeys: `ACCOUNT#<id>` / `PASSKEYS`, all of an account's in one item. Challenges: `CHALLENGE#<hash>`. */
import * as z from 'zod'
import { Fault } from '../../schemas/fault.ts'
import { MOST_PASSKEYS, Passkey, PasskeyChallenge } from '../../schemas/records/passkey.ts'
import type { WorkTable } from '../aws/work.ts'

export interface Passkeys {
  list(account: string): Promise<readonly Passkey[]>
  /**
   * @param decide what becomes of the passkeys as they are now; called again where they changed meanwhile
   * @returns false where nothing was decided
   * @throws what `decide` throws, and nothing is changed
   */
  change(account: string, decide: (kept: readonly Passkey[]) => readonly Passkey[] | undefined): Promise<boolean>
  putChallenge(hash: string, challenge: PasskeyChallenge): Promise<void>
  /** Once; readers check the end. */
  takeChallenge(hash: string): Promise<PasskeyChallenge | undefined>
}

const MOST_ROUNDS = 10
const Kept = z.object({ passkeys: z.array(Passkey).max(MOST_PASSKEYS), version: z.int() })

const keyOf = (account: string) => ({ pk: `ACCOUNT#${account}`, sk: 'PASSKEYS' })
const challengeKey = (hash: string) => ({ pk: `CHALLENGE#${hash}`, sk: 'CHALLENGE' })

export function passkeys(work: WorkTable): Passkeys {
  const read = async (account: string) => {
    const item = await work.get(keyOf(account))
    return item ? Kept.parse(item) : { passkeys: [], version: 0 }
  }
  return {
    list: async (account) => (await read(account)).passkeys,
    async change(account, decide) {
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const { passkeys: before, version } = await read(account)
        const after = decide(before)
        if (!after) return false
        const set = Kept.parse({ passkeys: after, version: version + 1 })
        const { ok } = await work.update(keyOf(account), {
          set,
          ...(version === 0
            ? { condition: 'attribute_not_exists(#version)' }
            : { condition: '#version = :version', values: { version } }),
        })
        if (ok) return true
      }
      throw new Fault('store-busy', 'an account’s passkeys have too many writers at once')
    },
    async putChallenge(hash, challenge) {
      const expires = Math.ceil(Date.parse(challenge.until) / 1000)
      await work.putNew(challengeKey(hash), { ...PasskeyChallenge.parse(challenge), expires })
    },
    async takeChallenge(hash) {
      const { ok, after } = await work.update(challengeKey(hash), {
        set: { taken: true },
        condition: 'attribute_exists(#until) AND attribute_not_exists(#taken)',
        names: ['until'],
      })
      return ok ? PasskeyChallenge.parse(after) : undefined
    },
  }
}
