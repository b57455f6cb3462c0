/** One line of the results: what we do beside what is compared with, from one run on one machine. */
export interface Figure {
  readonly name: string
  readonly unit: string
  readonly ours: number
  readonly against: string
  readonly other: number
  readonly ratio: number
  readonly asked: string
}

/** The ratio is ours / other; a limit is one that is kept. */
export function figure(
  name: string,
  unit: string,
  ours: number,
  against: string,
  other: number,
  asked = '<= 1',
): Figure {
  const ratio = Math.round((ours / other) * 100) / 100
  return { name, unit, ours: rounded(ours), against, other: rounded(other), ratio, asked }
}

export function printFigure({ name, unit, ours, against, other, ratio, asked }: Figure): void {
  console.log(
    `${name}: ${ours.toLocaleString('en')} ${unit}; ${against} ${other.toLocaleString('en')}; ratio ${ratio} (${asked})`,
  )
}

const rounded = (value: number) => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)))
