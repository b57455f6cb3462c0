/** How a board of timeliness says it. */
import type { Office } from '../../schemas/codes.ts'
import type { Standing } from '../../schemas/obligation.ts'

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

/** Rounded down: only all is 100 %. */
export function percent({ rate }: Rate): string {
  return rate === undefined ? '—' : `${Math.floor(rate * 1000) / 10}%`
}
