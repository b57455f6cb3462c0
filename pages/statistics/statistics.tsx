import type { StatisticsShown } from '../../schemas/api/statistics.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { periodName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { BACK_HOME, PAGE_NAMES } from '../../wording/page-names.ts'
import { PICTURES } from '../../wording/statistics.ts'
import { Layout } from '../parts/layout.tsx'
import { useMay } from '../parts/viewer.tsx'
import { picturesOf } from './cells.tsx'
import { CoverageFigure, FunnelFigure, PlacesFigure } from './cover-figures.tsx'
import { MoneyFigure, PunctualFigure } from './office-figures.tsx'
import { AgesFigure, DaysFigure, TownshipsFigure } from './person-figures.tsx'
import type { Draw } from './picture.tsx'
import { ReturnedFigure, StagesFigure } from './stage-figures.tsx'

export interface StatisticsPageProps {
  readonly policy: Policy
  readonly local: boolean
  readonly counted: StatisticsShown
  readonly draw: Draw
}

/** The pictures of a place and month, each with its table. */
export function StatisticsPage({ policy, local, counted, draw }: StatisticsPageProps) {
  const { division, period, periods } = counted
  const isCity = division === policy.city.code
  const figures = { shown: counted, policy, draw, isCity }
  return (
    <Layout title={PAGE_NAMES.statistics} here="/statistics" policy={policy} local={local} landscape>
      <BackTo policy={policy} of={counted} isCity={isCity} />
      <h1>
        {divisionName(division, policy)}
        {periodName(period)}
        {PAGE_NAMES.statistics}
      </h1>
      <nav class="periods screen" aria-label={HEADINGS.period}>
        {periods.map((one) => (
          <a href={picturesOf({ division, period: one }, isCity)} aria-current={one === period ? 'page' : undefined}>
            {periodName(one)}
          </a>
        ))}
      </nav>
      <nav class="templates" aria-label={PAGE_NAMES.statistics}>
        {(Object.keys(PICTURES) as (keyof typeof PICTURES)[])
          .filter((id) => isCity || id !== 'townships')
          .map((id) => (
            <a href={`#${id}`}>{PICTURES[id]}</a>
          ))}
      </nav>
      <p class="screen">
        <a href={picturesOf({ division, period }, isCity).replace('?', '/one-page?')}>{PAGE_NAMES.onePage}</a>
      </p>
      <CoverageFigure {...figures} />
      <StagesFigure {...figures} />
      <PlacesFigure {...figures} />
      {isCity && <TownshipsFigure {...figures} />}
      <FunnelFigure {...figures} />
      <MoneyFigure {...figures} />
      <DaysFigure {...figures} />
      <AgesFigure {...figures} />
      <ReturnedFigure {...figures} />
      <PunctualFigure {...figures} />
    </Layout>
  )
}

interface BackToProps {
  readonly policy: Policy
  readonly of: Pick<StatisticsShown, 'division' | 'period'>
  readonly isCity: boolean
}

function BackTo({ policy, of: { period }, isCity }: BackToProps) {
  const seesCity = useMay()('see', 'counts', { division: policy.city.code })
  return (
    <p class="back">
      {!isCity && seesCity ? (
        <a href={`/statistics?period=${period}`}>返回全市{PAGE_NAMES.statistics}</a>
      ) : (
        <a href="/">{BACK_HOME}</a>
      )}
    </p>
  )
}
