/** Many requests, some of them at once, and what to do with those that were not taken. */

import { Fault } from '../schemas/fault.ts'

/** Requests under way at once: enough to keep the engine busy, few enough to keep memory flat. */
const ABREAST = 8
/** How often is asked for what the engine does not take: with the pauses between about 20 s. */
const ATTEMPTS = 15

/**
 * Runs `work` on pieces of at most `size`, `abreast` of them at once. Where one fails no other is begun, and the call
 * ends when those under way have: a write that is left behind would land later, over newer facts.
 */
export async function inChunks<T>(
  items: readonly T[],
  size: number,
  work: (chunk: readonly T[]) => Promise<void>,
  abreast = ABREAST,
): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const chunk = items.slice(next, next + size)
      next += size
      try {
        await work(chunk)
      } catch (error) {
        next = items.length
        throw error
      }
    }
  }
  await allEnded(Array.from({ length: Math.min(abreast, Math.ceil(items.length / size)) }, worker))
}

/** As Promise.all, but a failure waits for the others to end. @throws the first failure in their order */
export async function allEnded<T>(works: readonly (T | Promise<T>)[]): Promise<T[]> {
  const results = await Promise.allSettled(works)
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}

/**
 * Sends requests until the engine has taken all of them.
 * @param send answers those that were not taken
 * @throws Fault `store-busy`
 */
export async function untilTaken<T>(
  requests: readonly T[],
  send: (requests: readonly T[]) => Promise<readonly T[]>,
  pause: (attempt: number) => Promise<void> = backOff,
): Promise<void> {
  let left = requests
  for (let attempt = 0; left.length > 0; attempt++) {
    if (attempt === ATTEMPTS)
      throw new Fault('store-busy', `${left.length} of ${requests.length} requests were not taken`)
    if (attempt > 0) await pause(attempt)
    left = await send(left)
  }
}

/** A while that doubles, at most 2 s. */
function backOff(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(2000, 25 * 2 ** attempt) * (0.5 + Math.random() / 2)))
}
