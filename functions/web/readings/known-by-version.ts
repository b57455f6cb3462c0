/** What takes long to gather is remembered for as long as a version says that nothing it rests on has changed. */

export type KnownByVersion<T> = (name: string, version: string | undefined, read: () => Promise<T>) => Promise<T>

/** @param most names that are remembered; without a version nothing is */
export function knownByVersion<T>(most: number): KnownByVersion<T> {
  const known = new Map<string, { readonly version: string; readonly value: Promise<T> }>()
  return (name, version, read) => {
    const before = known.get(name)
    if (version === undefined) return read()
    const value = before?.version === version ? before.value : read()
    known.delete(name)
    known.set(name, { version, value })
    value.catch(() => known.get(name)?.value === value && known.delete(name))
    for (const key of known.keys()) {
      if (known.size <= most) break
      known.delete(key)
    }
    return value
  }
}
