/** Many requests, some of them at once, and what to do with those that were not taken. */

/** Requests under way at once: enough to keep the engine busy, few enough to keep memory flat. */
const ABREAST = 8

/** Runs `work` on pieces of at most `size`, some of them at once. */
export async function inChunks<T>(
  items: readonly T[],
  size: number,
  work: (chunk: readonly T[]) => Promise<void>,
): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const chunk = items.slice(next, next + size)
      next += size
      await work(chunk)
    }
  }
  await Promise.all(Array.from({ length: Math.min(ABREAST, Math.ceil(items.length / size)) }, worker))
}

/** What DynamoDB did not take is asked again after a while that doubles, at most 2 s; the Lambda's own limit ends it. */
export function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(2000, 25 * 2 ** attempt) * (0.5 + Math.random() / 2)))
}
