import { periodName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { ageBand, DAYS, NOTHING_TO_COMPARE, nobodyPaid, PICTURES } from '../../wording/statistics.ts'
import { number, ScrollTable } from '../parts/scroll-table.tsx'
import { useMay } from '../parts/viewer.tsx'
import { COVERED, Count, CoveredCells, picturesOf, rateText, useRowsOf } from './cells.tsx'
import type { FiguresProps } from './figures.ts'
import { agesPicture, daysPicture, personsAFigure } from './options.ts'
import { Figure } from './picture.tsx'
import { townshipsPicture } from './tiles.ts'

const NOT_COUNTED = '本月办结时还没有这项统计。'

/** The city's townships as tiles, county by county. */
export function TownshipsFigure({ shown: { townships, period }, policy, draw }: FiguresProps) {
  const rowsOf = useRowsOf()
  const known = townships.filter(({ insurable }) => insurable > 0)
  const byRate = known.toSorted((a, b) => (a.rate ?? 2) - (b.rate ?? 2))
  const counties = [...Map.groupBy(byRate, ({ county }) => county)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => own)
  const tiles = counties.flat()
  const linkOf = ({ county }: { readonly county: string }) =>
    `${picturesOf({ division: county, period }, false)}#places`
  const below = known.filter(({ rate = 1 }) => rate < 0.8)
  return (
    <Figure
      draw={draw}
      id="townships"
      title={`${periodName(period)}各${PICTURES.townships}`}
      said={
        known.length === 0 ? NOTHING_TO_COMPARE : `${known.length}个乡镇（街道）中，${below.length}个参保率不到80%。`
      }
      hint="每县一行，从参保率最低的排起。红色不到60%，黄色不到80%，浅绿不到95%，绿色95%及以上。"
      picture={tiles.length > 0 ? townshipsPicture(counties, policy) : undefined}
      markOf={(_, i) => {
        const tile = tiles[i]
        return (
          tile && { name: `${divisionName(tile.county, policy)}${tile.name}${rateText(tile.rate)}`, href: linkOf(tile) }
        )
      }}
    >
      <details class="place">
        <summary>
          <h3>{PICTURES.townships}</h3>
          <span>{`${tiles.length}个`}</span>
        </summary>
        <ScrollTable name={PICTURES.townships} headings={[HEADINGS.township, ...COVERED.map(number)]}>
          {tiles.map((tile) => {
            const name = `${divisionName(tile.county, policy)}${tile.name}`
            return (
              <tr>
                <th scope="row">
                  <a href={linkOf(tile)}>{name}</a>
                </th>
                <CoveredCells of={tile} name={name} href={rowsOf(tile.county, period, tile.version)} />
              </tr>
            )
          })}
        </ScrollTable>
      </details>
    </Figure>
  )
}

/** How long people wait from the first close that found them. */
export function DaysFigure({ shown: { days, period, division }, draw, isCity }: FiguresProps) {
  const seesPaid = useMay()('see', 'payment-instruction', { division, office: 'bank' }, true)
  const places = days?.toSorted((a, b) => (b.ninety ?? 0) - (a.ninety ?? 0)) ?? []
  const [slowest] = places
  const linkOf = (place: string) => {
    if (isCity) return `${picturesOf({ division: place, period }, false)}#days`
    return seesPaid ? `/bank/${division}/rows/00` : undefined
  }
  return (
    <Figure
      draw={draw}
      id="days"
      title={PICTURES.days}
      said={
        days === undefined
          ? NOT_COUNTED
          : slowest
            ? `最慢的是${slowest.name}：一半的人${slowest.median}天内缴费，九成的人${slowest.ninety}天内缴费。`
            : nobodyPaid(period)
      }
      hint="从首次办结时列入名单算到银行处理日期，按本年度已缴费、仍在名单上的人计。"
      picture={slowest && daysPicture(places)}
      markOf={(series, i) => {
        const place = places[i]
        const [name, count] = series === 0 ? [DAYS.median, place?.median] : [DAYS.ninety, place?.ninety]
        return place && { name: `${place.name}${name}${count}天`, href: linkOf(place.place) }
      }}
    >
      <ScrollTable
        name={PICTURES.days}
        headings={[
          isCity ? HEADINGS.county : HEADINGS.township,
          number(HEADINGS.persons),
          number(`${DAYS.median}（天）`),
          number(`${DAYS.ninety}（天）`),
        ]}
      >
        {places.map(({ place, name, paid, median, ninety }) => {
          const href = linkOf(place)
          return (
            <tr>
              <th scope="row">{href ? <a href={href}>{name}</a> : name}</th>
              <Count count={paid} of={name} href={href} />
              <td class="number">{median}</td>
              <td class="number">{ninety}</td>
            </tr>
          )
        })}
      </ScrollTable>
    </Figure>
  )
}

/** Who is old enough for a pension and has not asked for it. */
export function AgesFigure({ shown: { claimAges = [], period, division, places }, draw, isCity }: FiguresProps) {
  const rowsOf = useRowsOf()
  const all = claimAges.reduce((sum, { count }) => sum + count, 0)
  const href = rowsOf(division, period, isCity ? undefined : places[0]?.version)
  return (
    <Figure
      draw={draw}
      id="ages"
      title={PICTURES.ages}
      said={claimAges.length === 0 ? NOT_COUNTED : `${periodName(period)}有${all}人年满60周岁、还没有申领养老金。`}
      {...(all > 0 && { hint: `每个图形代表${personsAFigure(claimAges)}人，不足的也画一个。` })}
      picture={all > 0 ? agesPicture(claimAges) : undefined}
      markOf={(_, i) => {
        const band = claimAges[i]
        return band && { name: `${ageBand(band)}${band.count}人`, href }
      }}
    >
      <ScrollTable name={PICTURES.ages} headings={['年龄', number(HEADINGS.persons)]}>
        {claimAges.map((band) => (
          <tr>
            <th scope="row">{ageBand(band)}</th>
            <Count count={band.count} of={ageBand(band)} href={href} />
          </tr>
        ))}
        <tr class="total">
          <th scope="row">{HEADINGS.total}</th>
          <Count count={all} of={HEADINGS.total} href={href} />
        </tr>
      </ScrollTable>
    </Figure>
  )
}
