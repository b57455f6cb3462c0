/** Frozen tables as they were parsed, which never change: the latest that were asked for are remembered. */
import type * as z from 'zod'

export interface KnownTables {
  rows<T>(key: string, schema: z.ZodType<T>, read: () => Promise<readonly T[]>): Promise<readonly T[]>
}

/** Of all tables together: some 150 MB. */
const MOST = 200_000

export function knownTables(most = MOST): KnownTables {
  const known = new Map<string, { readonly schema: unknown; readonly rows: Promise<readonly unknown[]> }>()
  const counts = new Map<string, number>()
  const forget = (key: string) => {
    known.delete(key)
    counts.delete(key)
  }
  const makeRoom = () => {
    let all = [...counts.values()].reduce((sum, count) => sum + count, 0)
    for (const key of known.keys()) {
      if (all <= most) return
      all -= counts.get(key) ?? 0
      forget(key)
    }
  }
  return {
    rows<T>(key: string, schema: z.ZodType<T>, read: () => Promise<readonly T[]>) {
      const before = known.get(key)
      const isKnown = before?.schema === schema
      const rows = isKnown ? (before.rows as Promise<readonly T[]>) : read()
      known.delete(key)
      known.set(key, { schema, rows })
      if (isKnown) return rows
      rows.then(
        ({ length }) => {
          if (known.get(key)?.rows !== rows) return
          counts.set(key, length)
          makeRoom()
        },
        () => known.get(key)?.rows === rows && forget(key),
      )
      return rows
    },
  }
}
