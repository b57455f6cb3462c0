/** How likely two samples differ as much by chance. */

/**
 * Mann and Whitney's test with ties, both sides, by the normal approximation: for samples of twenty and more.
 * @returns p
 */
export function mannWhitney(one: readonly number[], other: readonly number[]): number {
  const tag = (sample: readonly number[], isOne: boolean) => sample.map((value) => ({ value, isOne }))
  const groups = Map.groupBy([...tag(one, true), ...tag(other, false)], ({ value }) => value)
  let before = 0
  let rankSum = 0
  let ties = 0
  for (const [, group] of [...groups].sort(([a], [b]) => a - b)) {
    const size = group.length
    rankSum += group.filter(({ isOne }) => isOne).length * (before + (size + 1) / 2)
    ties += size ** 3 - size
    before += size
  }
  const [n, m, all] = [one.length, other.length, before]
  const u = rankSum - (n * (n + 1)) / 2
  const deviation = Math.sqrt(((n * m) / 12) * (all + 1 - ties / (all * (all - 1))))
  if (deviation === 0) return 1
  return bothTails(Math.max(0, Math.abs(u - (n * m) / 2) - 0.5) / deviation)
}

/** @returns the least that either sample would have to be later by to differ at that p */
export function tellingShift(one: readonly number[], other: readonly number[], p: number): number {
  const later = (sample: readonly number[], by: number) => sample.map((value) => value + by)
  const tells = (by: number) => mannWhitney(later(one, by), other) < p && mannWhitney(one, later(other, by)) < p
  let by = medianOf(one) / 10_000
  while (!tells(by) && by < medianOf(one)) by *= 1.1
  return by
}

/** Abramowitz and Stegun 7.1.26: right to 1.5e-7. */
function bothTails(z: number): number {
  const x = z / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  return series * Math.exp(-x * x)
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (index: number) => sorted[index] ?? Number.NaN
  const middle = (sorted.length - 1) / 2
  return (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2
}
