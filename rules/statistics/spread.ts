/** Whole numbers with how often each was met. */

export type Spread = Readonly<Record<string, number>>

export function sumSpreads(all: Iterable<Spread>): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const one of all) for (const [value, count] of Object.entries(one)) sum[value] = (sum[value] ?? 0) + count
  return sum
}

export const countOf = (spread: Spread): number => Object.values(spread).reduce((sum, count) => sum + count, 0)

/** The least number that at least this share does not exceed; undefined of nothing. */
export function quantile(spread: Spread, share: number): number | undefined {
  const inOrder = Object.entries(spread)
    .map(([value, count]) => [Number(value), count] as const)
    .sort(([a], [b]) => a - b)
  const wanted = countOf(spread) * share
  let seen = 0
  for (const [value, count] of inOrder) {
    seen += count
    if (seen >= wanted) return value
  }
  return undefined
}

export interface Band {
  readonly from: number
  /** None: and over. */
  readonly to?: number
  readonly count: number
}

/** Bands of five from `first` on, the last one open. */
export function bandsOf(spread: Spread, first: number, last: number): Band[] {
  const bands: Band[] = []
  for (let from = first; from <= last; from += 5) {
    const to = from + 5 > last ? undefined : from + 4
    const inside = Object.entries(spread).filter(([value]) => Number(value) >= from && (!to || Number(value) <= to))
    bands.push({ from, ...(to && { to }), count: inside.reduce((sum, [, count]) => sum + count, 0) })
  }
  return bands
}
