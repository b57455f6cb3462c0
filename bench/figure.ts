/** One line of the results: what we do beside what is compared with, from one run on one machine. */
export interface Figure {
  readonly name: string
  readonly unit: string
  readonly ours: number
  /** What it is measured against, and its number; a limit where `ratio` is ours / limit. */
  readonly against: string
  readonly other: number
  readonly ratio: number
}

/** `ratio` is ours / other, in two digits behind the point. */
export function figure(name: string, unit: string, ours: number, against: string, other: number): Figure {
  return {
    name,
    unit,
    ours: Math.round(ours),
    against,
    other: Math.round(other),
    ratio: Math.round((ours / other) * 100) / 100,
  }
}

export function printFigure({ name, unit, ours, against, other, ratio }: Figure): void {
  console.log(`${name}: ${ours.toLocaleString('en')} ${unit}; ${against} ${other.toLocaleString('en')}; ratio ${ratio}`)
}
