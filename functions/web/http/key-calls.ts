/** How often an office's own system may ask, whatever it asks for. */
import type { WebDeps } from '../deps.ts'
import { refuse } from './refuse.ts'

const MINUTE = 60_000
/** A call costs no write of its own: a process writes one in so many down. */
const NOTED_EVERY = 50
/** Of one key, in all processes together. */
const LIMIT = { most: 600 / NOTED_EVERY, minutes: 1 }

export type CountCall = (deps: Pick<WebDeps, 'tries' | 'now'>, key: string) => Promise<void>

/** Only keys that are right are counted, so there are few. */
export function keyCalls(): CountCall {
  const counted = new Map<string, { readonly since: number; count: number; isFull: boolean }>()
  /** @throws 429 for a key that asks too often, as a program does that has lost its way */
  return async ({ tries, now }, key) => {
    const time = now().getTime()
    const known = counted.get(key)
    const own = known && time - known.since < MINUTE ? known : { since: time, count: 0, isFull: false }
    counted.set(key, own)
    own.count++
    if (!own.isFull && own.count % NOTED_EVERY === 0)
      own.isFull = !(await tries.countAt(`key-calls ${key}`, now().toISOString(), LIMIT))
    if (own.isFull) throw refuse('key-calls-too-many')
  }
}
