import type { StatisticsShown } from '../../schemas/api/statistics.ts'
import { periodName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { OUTCOME_NAMES } from '../../wording/outcomes.ts'
import { SEE_ROWS } from '../../wording/page-names.ts'
import { submittedLine } from '../../wording/returns.ts'
import { NOTHING_TO_COMPARE, PICTURES, STEP_NAMES } from '../../wording/statistics.ts'
import { number, ScrollTable } from '../parts/scroll-table.tsx'
import { COVERED, Count, CoveredCells, picturesOf, rateText, useRowsOf } from './cells.tsx'
import type { FiguresProps } from './figures.ts'
import { coveragePicture, funnelPicture, placesPicture } from './options.ts'
import { Figure, type Picture } from './picture.tsx'

type Size = Pick<Picture, 'width' | 'height'>

/** The number of the place, and its twelve months. */
export function CoverageFigure({ shown, policy, draw, isCity, brief, size }: FiguresProps & { readonly size?: Size }) {
  const rowsOf = useRowsOf()
  const { coverage, period, division, of, missing } = shown
  const last = coverage.at(-1)
  const told =
    isCity && of > 1
      ? submittedLine(
          of - missing.length,
          missing.map((code) => divisionName(code, policy)),
        )
      : ''
  const linkOf = (month: string) => picturesOf({ division, period: month }, isCity)
  return (
    <Figure
      draw={draw}
      brief={brief}
      id="coverage"
      title={PICTURES.coverage}
      said={
        last?.rate === undefined
          ? `${periodName(period)}还没有报送的统计表。`
          : `${periodName(period)}${HEADINGS.coverage}${rateText(last.rate)}：应参保${last.insurable}人，已参保${last.insured}人。`
      }
      hint={`按已报送的统计表计算，未报送的县（市、区）不计入。${told}`}
      picture={coverage.some(({ rate }) => rate !== undefined) ? coveragePicture(coverage, size) : undefined}
      markOf={(_, i) => {
        const month = coverage[i]
        return (
          month && {
            name: `${periodName(month.period)}${HEADINGS.coverage}${rateText(month.rate)}`,
            href: linkOf(month.period),
          }
        )
      }}
    >
      <ScrollTable
        name={PICTURES.coverage}
        headings={[HEADINGS.period, ...(isCity ? [number('已报县数')] : []), ...COVERED.map(number)]}
      >
        {coverage.map((month) => {
          const name = periodName(month.period)
          const href = month.submitted > 0 ? rowsOf(division, month.period) : undefined
          return (
            <tr>
              <th scope="row">{month.submitted > 0 ? <a href={linkOf(month.period)}>{name}</a> : name}</th>
              {isCity && <td class="number">{`${month.submitted}/${of}`}</td>}
              {month.submitted > 0 ? <CoveredCells of={month} name={name} href={href} /> : <td colspan={4}>未报</td>}
            </tr>
          )
        })}
      </ScrollTable>
    </Figure>
  )
}

/** Places on a sheet of paper. */
const ON_A_SHEET = 10
/** Bars of a place, from above. */
const COUNTS: readonly { readonly name: string; readonly of: (place: StatisticsShown['places'][number]) => number }[] =
  [
    { name: HEADINGS.insurable, of: ({ insurable }) => insurable },
    { name: HEADINGS.insured, of: ({ insured }) => insured },
    { name: OUTCOME_NAMES.sponsored, of: ({ sponsored }) => sponsored },
  ]

/** Counties, or a county's townships, the least covered first. */
export function PlacesFigure({
  shown,
  draw,
  isCity,
  brief,
  width,
  height,
}: FiguresProps & Partial<Pick<Picture, 'width' | 'height'>>) {
  const rowsOf = useRowsOf()
  const { period, division } = shown
  const counted = shown.places.filter(({ version }) => version !== undefined)
  const places = counted.toSorted((a, b) => (a.rate ?? 2) - (b.rate ?? 2) || b.insurable - a.insurable)
  const unsent = shown.places.filter(({ version }) => version === undefined)
  const [least] = places
  const drawn = brief ? places.slice(0, ON_A_SHEET) : places
  const kind = isCity ? HEADINGS.county : HEADINGS.township
  // Whoever may not see a county's return sees its townships as a picture.
  const linkOf = ({ place, version }: (typeof places)[number]) =>
    isCity ? `/statistics?county=${place}&period=${period}#places` : rowsOf(division, period, version)
  const opens = ({ place, version }: (typeof places)[number]) =>
    rowsOf(isCity ? place : division, period, version) ??
    (isCity ? `/statistics?county=${place}&period=${period}#places` : undefined)
  return (
    <Figure
      draw={draw}
      brief={brief}
      id="places"
      title={`${isCity ? HEADINGS.eachCounty : HEADINGS.eachTownship}${PICTURES.places}`}
      said={
        least?.rate === undefined
          ? NOTHING_TO_COMPARE
          : `参保率最低的是${least.name}，${rateText(least.rate)}；最高的是${places.filter(({ rate }) => rate !== undefined).at(-1)?.name}，${rateText(places.filter(({ rate }) => rate !== undefined).at(-1)?.rate)}。`
      }
      hint={`${periodName(period)}，从参保率最低的排起。点${kind}${SEE_ROWS}。`}
      picture={drawn.length > 0 ? placesPicture(drawn, width, height) : undefined}
      markOf={(series, i) => {
        const [place, count] = [drawn[i], COUNTS[series]]
        return place && count && { name: `${place.name}${count.name}${count.of(place)}人`, href: linkOf(place) }
      }}
    >
      <ScrollTable name={PICTURES.places} headings={[kind, ...COVERED.map(number)]}>
        {places.map((place) => {
          const href = linkOf(place)
          return (
            <tr>
              <th scope="row">{href ? <a href={href}>{place.name}</a> : place.name}</th>
              <CoveredCells of={place} name={place.name} href={opens(place)} />
            </tr>
          )
        })}
        {unsent.map(({ name }) => (
          <tr>
            <th scope="row">{name}</th>
            <td colspan={4}>未报</td>
          </tr>
        ))}
      </ScrollTable>
    </Figure>
  )
}

/** Where people are lost on the way from the lists to the register. */
export function FunnelFigure({ shown, draw, isCity, brief, size }: FiguresProps & { readonly size?: Size }) {
  const rowsOf = useRowsOf()
  const { funnel, period, division, places } = shown
  const href = rowsOf(division, period, isCity ? undefined : places[0]?.version)
  const [first, last] = [funnel[0], funnel.at(-1)]
  return (
    <Figure
      draw={draw}
      brief={brief}
      id="funnel"
      title={PICTURES.funnel}
      said={
        first && last
          ? `名单上${first.persons}人，${STEP_NAMES[last.step]}${last.persons}人。`
          : `${periodName(period)}还没有报送的统计表。`
      }
      hint="每一步下面是没有进入下一步的人，按原因列出。已入账：参保登记信息显示本年度政府代缴。"
      picture={funnel.length > 0 ? funnelPicture(funnel, size) : undefined}
      markOf={(series, i) => {
        const step = funnel[i]
        if (!step || series > 0) return undefined
        return { name: `${STEP_NAMES[step.step]}${step.persons}人`, href }
      }}
    >
      <ScrollTable name={PICTURES.funnel} headings={[HEADINGS.step, number(HEADINGS.persons), '没有进入下一步的']}>
        {funnel.map(({ step, persons, lost }, i) => {
          const next = funnel[i + 1]
          const unnamed = next && step === 'sponsored' ? persons - next.persons : 0
          return (
            <tr>
              <th scope="row">{STEP_NAMES[step]}</th>
              <Count count={persons} of={STEP_NAMES[step]} href={step === 'posted' ? undefined : href} />
              <td>
                {[
                  ...lost.map((one) => `${OUTCOME_NAMES[one.outcome]}${one.persons}人`),
                  ...(unnamed > 0 ? [`银行已缴费、登记信息还没有显示的${unnamed}人`] : []),
                ].join('，')}
              </td>
            </tr>
          )
        })}
      </ScrollTable>
    </Figure>
  )
}
