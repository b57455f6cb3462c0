/** The bureaus' board (the notice, article 2(10)). */

import { present } from '../../schemas/present.ts'
import type { Obligation, Standing } from '../../schemas/records/obligation.ts'

export interface Rate {
  readonly due: number
  readonly onTime: number
  /** Undefined where nothing is due. */
  readonly rate: number | undefined
}

export interface BoardLine {
  readonly division: string
  readonly office: Obligation['office']
  readonly form: string
  readonly months: readonly (readonly Standing[])[]
  readonly quarters: readonly Rate[]
  readonly year: Rate
}

export function boardOf(standings: readonly Standing[], year: number): BoardLine[] {
  const own = standings.filter(({ obligation: o }) => o.period.startsWith(`${year}-`))
  const groups = Map.groupBy(own, ({ obligation: o }) => `${o.division} ${o.office} ${o.form}`)
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => {
      const { division, office, form } = present(group[0], 'the obligations of a line').obligation
      const months = Array.from({ length: 12 }, (_, i) =>
        group.filter(({ obligation: o }) => Number(o.period.slice(5)) === i + 1),
      )
      const quarters = [0, 3, 6, 9].map((first) => onTimeRate(months.slice(first, first + 3).flat()))
      return { division, office, form, months, quarters, year: onTimeRate(group) }
    })
}

export function onTimeRate(standings: readonly Standing[]): Rate {
  const due = standings.filter((s) => s.state !== 'open').length
  const onTime = standings.filter((s) => s.state === 'on-time').length
  return { due, onTime, rate: due === 0 ? undefined : onTime / due }
}
