import { yuan } from '../../rules/payments/amount.ts'
import type { StatisticsShown } from '../../schemas/api/statistics.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { OUTCOME_NAMES } from '../../wording/outcomes.ts'
import { SEE_ROWS } from '../../wording/page-names.ts'
import { percent } from '../../wording/rate.ts'
import { useMay } from '../parts/viewer.tsx'

type Shown = Pick<StatisticsShown, 'division' | 'period'>

/** The pictures of a place and month. */
export function picturesOf({ division, period }: Shown, isCity: boolean): string {
  return isCity ? `/statistics?period=${period}` : `/statistics?county=${division}&period=${period}`
}

/** Where a place's numbers of a month are opened by township or county, as far as the reader may see them. */
export function useRowsOf() {
  const may = useMay()
  return (division: string, period: string, version?: number): string | undefined => {
    if (!may('see', 'statistics', { division })) return undefined
    return `/returns/${division}/${period}${version ? `/versions/${version}` : ''}`
  }
}

interface CountProps {
  readonly count: number
  /** What is counted. */
  readonly of: string
  readonly href?: string | undefined
}

/** A number that opens its rows. */
export function Count({ count, of, href }: CountProps) {
  return (
    <td class="number">
      {href && count > 0 ? (
        <a href={href} aria-label={`${of}${count}，${SEE_ROWS}`}>
          {count}
        </a>
      ) : (
        count
      )}
    </td>
  )
}

export function Fen({ fen, of, href }: { readonly fen: number; readonly of?: string; readonly href?: string }) {
  return (
    <td class="number">
      {href && fen !== 0 ? (
        <a href={href} aria-label={`${of ?? ''}${yuan(fen)}元，${SEE_ROWS}`}>
          {yuan(fen)}
        </a>
      ) : (
        yuan(fen)
      )}
    </td>
  )
}

export const rateText = (rate: number | undefined): string => percent({ due: 0, onTime: 0, rate })

export const COVERED = [HEADINGS.insurable, HEADINGS.insured, OUTCOME_NAMES.sponsored, HEADINGS.coverage]

interface CoveredCellsProps {
  readonly of: Pick<StatisticsShown['places'][number], 'insurable' | 'insured' | 'sponsored' | 'rate'>
  readonly name: string
  readonly href: string | undefined
}

export function CoveredCells({ of, name, href }: CoveredCellsProps) {
  return (
    <>
      <Count count={of.insurable} of={`${name}${HEADINGS.insurable}`} href={href} />
      <Count count={of.insured} of={`${name}${HEADINGS.insured}`} href={href} />
      <Count count={of.sponsored} of={`${name}${OUTCOME_NAMES.sponsored}`} href={href} />
      <td class="number">{rateText(of.rate)}</td>
    </>
  )
}
