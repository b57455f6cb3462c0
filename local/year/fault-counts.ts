/** How many of each fault a run has met. */
export class FaultCounts {
  readonly #counts = new Map<string, number>()

  count(name: string, times = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + times)
  }

  /** What another has counted under names that begin so. */
  add(other: FaultCounts, beginning = ''): void {
    for (const [name, times] of other.#counts) if (name.startsWith(beginning)) this.count(name, times)
  }

  /** In the order of their names. */
  all(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)))
  }
}
