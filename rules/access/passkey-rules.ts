/** What may become of an account's passkeys (docs/access.md#sign-in). */
import { MOST_PASSKEYS, type Passkey } from '../../schemas/records/passkey.ts'

type Kept = readonly Passkey[]

export type NotAdded = 'passkeys-full' | 'passkey-known'
export type NotRemoved = 'passkey-gone' | 'passkey-last'

export function added(kept: Kept, passkey: Passkey): Kept | NotAdded {
  if (kept.some(({ id }) => id === passkey.id)) return 'passkey-known'
  return kept.length < MOST_PASSKEYS ? [...kept, passkey] : 'passkeys-full'
}

/** @param hasPassword whether a password and an authenticator open the account too */
export function removed(kept: Kept, id: string, hasPassword: boolean): Kept | NotRemoved {
  const left = kept.filter((passkey) => passkey.id !== id)
  if (left.length === kept.length) return 'passkey-gone'
  return left.length > 0 || hasPassword ? left : 'passkey-last'
}

/** @returns nothing where the passkey is gone, or its counter says that it was copied */
export function used(kept: Kept, id: string, { counter, time }: { counter: number; time: string }): Kept | undefined {
  const passkey = kept.find((one) => one.id === id)
  if (!passkey) return undefined
  // Most passkeys go from device to device and count nothing: they say 0 for ever.
  const counts = counter > 0 || passkey.counter > 0
  if (counts && counter <= passkey.counter) return undefined
  return kept.map((one) => (one.id === id ? { ...one, counter, usedAt: time } : one))
}
