/** Batched requests, repeated until the service has taken them. */

import { Fault } from '../../schemas/fault.ts'

const ABREAST = 8
const ATTEMPTS = 15

/** After a failure the works under way are awaited: a late write could overwrite newer facts. */
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

/** @throws the first failure, after all have ended */
export async function allEnded<T>(works: readonly (T | Promise<T>)[]): Promise<T[]> {
  const results = await Promise.allSettled(works)
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}

/**
 * @param send answers the requests not taken
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

/** Two seconds at most. @param attempt from 1 */
export function backOff(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(2000, 25 * 2 ** attempt) * (0.5 + Math.random() / 2)))
}
