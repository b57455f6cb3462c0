/** What several parts of a page ask for is read once for it. */
import type { WebDeps } from '../deps.ts'

type Deps = Pick<WebDeps, 'deadlines' | 'submissions' | 'returns' | 'tallies' | 'orders'>

/** For one look: an act, and the next look, read anew. */
export function onceALook<D extends Deps>(deps: D): D {
  const { deadlines, submissions, returns, tallies, orders } = deps
  const listed = new Map<string, ReturnType<typeof orders.list>>()
  return {
    ...deps,
    deadlines: { ...deadlines, policy: once(() => deadlines.policy()) },
    submissions: { ...submissions, versions: once(() => submissions.versions()) },
    returns: { ...returns, versions: once(() => returns.versions()) },
    tallies: { ...tallies, all: once(() => tallies.all()) },
    orders: {
      ...orders,
      list(division, limit) {
        const key = `${division} ${limit}`
        const known = listed.get(key) ?? orders.list(division, limit)
        listed.set(key, known)
        return known
      },
    },
  }
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined
  return () => {
    known ??= read()
    return known
  }
}
