import { periodName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'

interface PeriodsProps {
  /** The page's own. */
  readonly path: string
  readonly periods: readonly string[]
  readonly period: string
}

/** Tabs of months. */
export function Periods({ path, periods, period }: PeriodsProps) {
  return (
    <nav id="periods" data-live class="periods" aria-label={HEADINGS.period}>
      {periods.map((one) => (
        <a href={`${path}?period=${one}`} aria-current={one === period ? 'page' : undefined}>
          {periodName(one)}
        </a>
      ))}
    </nav>
  )
}
