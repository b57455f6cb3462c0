/** How a board of timeliness says it. */
import type { Office } from '../schemas/codes.ts'
import type { Standing } from '../schemas/records/obligation.ts'

export interface Rate {
  /** Whose time has come, and those of them that were on time. */
  readonly due: number
  readonly onTime: number
  readonly rate: number | undefined
}

/** A form of an office: its year by months. */
export interface BoardRow {
  readonly division: string
  readonly office: Office
  readonly form: string
  readonly months: readonly (readonly Standing[])[]
  readonly year: Rate
}

/** Rounded, but only all is 100 %. */
export function percent({ rate }: Rate): string {
  if (rate === undefined) return '—'
  return `${rate < 1 ? Math.min(99.9, Math.round(rate * 1000) / 10) : 100}%`
}
