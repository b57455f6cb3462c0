/** A stream of pseudo-random choices: the same key, the same stream, on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** In 0 .. below - 1. */
  int(below: number): number
  chance(share: number): boolean
  pick<T>(items: readonly T[]): T
  shuffle<T>(items: readonly T[]): T[]
}

/** One stream a key makes a person a function of seed, county and number (sfc32, seeded by FNV-1a). */
export function random(...key: (string | number)[]): Random {
  let hash = 0x811c9dc5
  for (const char of key.join('/')) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193)
  let a = hash
  let b = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  let c = Math.imul(b ^ (b >>> 13), 0xc2b2ae35)
  let count = 1

  const word = () => {
    const sum = (a + b + count) | 0
    count = (count + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let round = 0; round < 12; round++) word()

  const next = () => word() / 0x1_0000_0000
  const int = (below: number) => Math.floor(next() * below)
  const shuffle = <T>(items: readonly T[]) => {
    const copy = [...items]
    for (let last = copy.length - 1; last > 0; last--) {
      const other = int(last + 1)
      ;[copy[last], copy[other]] = [copy[other]!, copy[last]!]
    }
    return copy
  }
  return { next, int, shuffle, chance: (share) => next() < share, pick: (items) => items[int(items.length)]! }
}
