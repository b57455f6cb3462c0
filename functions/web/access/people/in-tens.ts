/** Many of one request, a few at a time. */
export async function inTens<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (let from = 0; from < all.length; from += 10)
    done.push(...(await Promise.all(all.slice(from, from + 10).map(work))))
  return done
}
