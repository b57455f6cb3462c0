/** Shares on the timeliness board. */
import type { Office } from '../schemas/codes.ts'
import type { Standing } from '../schemas/records/obligation.ts'

export interface Rate {
  readonly due: number
  readonly onTime: number
  readonly rate: number | undefined
}

export interface BoardRow {
  readonly division: string
  readonly office: Office
  readonly form: string
  readonly months: readonly (readonly Standing[])[]
  readonly year: Rate
}

/** One decimal, so that two shares one above the other compare; rounding never makes 100 % of less than all. */
export function percent({ rate }: Rate): string {
  if (rate === undefined) return '—'
  if (rate >= 1) return '100%'
  return rate <= 0 ? '0%' : `${Math.min(99.9, rate * 100).toFixed(1)}%`
}
