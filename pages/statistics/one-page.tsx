import { dayName, periodName } from '../../wording/dates.ts'
import { divisionName } from '../../wording/offices.ts'
import { BACK_TO_STATISTICS, PAGE_NAMES, PRINT_PAGE } from '../../wording/page-names.ts'
import { submittedLine } from '../../wording/returns.ts'
import { Layout } from '../parts/layout.tsx'
import { picturesOf } from './cells.tsx'
import { CoverageFigure, FunnelFigure, PlacesFigure } from './cover-figures.tsx'
import { MoneyFigure } from './office-figures.tsx'
import type { StatisticsPageProps } from './statistics.tsx'

interface OnePageProps extends StatisticsPageProps {
  readonly today: string
}

/** Half of the sheet. */
const [WIDTH, LOW, HIGH] = [540, 148, 225]

/** The month on one sheet of A4, to be printed. */
export function OnePage({ policy, local, counted, draw, today }: OnePageProps) {
  const { division, period, of, missing } = counted
  const isCity = division === policy.city.code
  const figures = { shown: counted, policy, draw, isCity, brief: true } as const
  const name = `${divisionName(division, policy)}${periodName(period)}${PAGE_NAMES.onePage}`
  return (
    <Layout title={name} here="/statistics" policy={policy} local={local} landscape>
      <p class="back">
        <a href={picturesOf({ division, period }, isCity)}>{BACK_TO_STATISTICS}</a>
      </p>
      <p class="hint screen">{PRINT_PAGE}</p>
      <h1>{name}</h1>
      <div class="sheet">
        <CoverageFigure {...figures} size={{ width: WIDTH, height: LOW }} />
        <FunnelFigure {...figures} size={{ width: WIDTH, height: LOW }} />
        <PlacesFigure {...figures} width={WIDTH} height={HIGH} />
        <MoneyFigure {...figures} size={{ width: WIDTH, height: HIGH }} />
      </div>
      <p class="source">
        参保数字来自已报送的统计表，资金数字来自批次、回盘和拨款登记。
        {isCity &&
          submittedLine(
            of - missing.length,
            missing.map((code) => divisionName(code, policy)),
          )}
        制表日期：{dayName(today)}。
      </p>
    </Layout>
  )
}
