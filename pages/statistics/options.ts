/** What the drawing library is told of lines and bars. */
import type { StatisticsShown } from '../../schemas/api/statistics.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { OUTCOME_NAMES } from '../../wording/outcomes.ts'
import { percent } from '../../wording/rate.ts'
import { ageBand, DAYS, MONEY_LINES, STEP_NAMES } from '../../wording/statistics.ts'
import { BAD, BRAND, category, GOOD, GREY, INK, legend, PALE, soft, text, values } from './looks.ts'
import type { Picture } from './picture.tsx'

/** `2018-05` -> `5月`, with its year at the first month and in January. */
const monthLabels = (months: readonly { readonly period: string }[]): string[] =>
  months.map(({ period }, i) => {
    const month = `${Number(period.slice(5))}月`
    return i === 0 || month === '1月' ? `${month}\n${period.slice(0, 4)}年` : month
  })

const rateText = (rate: number | undefined) => percent({ due: 0, onTime: 0, rate })

export function coveragePicture(months: StatisticsShown['coverage'], size = { width: 1100, height: 260 }): Picture {
  const data = months.map(({ rate }) => ({
    value: rate === undefined ? null : Math.round(rate * 1000) / 10,
    label: { formatter: rateText(rate) },
  }))
  const known = months.flatMap(({ rate }) => rate ?? [])
  const least = Math.max(0, Math.floor(Math.min(...known, 0.9) * 10) * 10 - 10)
  return {
    ...size,
    option: {
      grid: { left: 44, right: 24, top: 28, bottom: 40 },
      xAxis: category(monthLabels(months)),
      yAxis: values({ min: least, max: 100, axisLabel: { ...soft, formatter: '{value}%' } }),
      series: [
        {
          ...{ type: 'line', data, symbol: 'circle', symbolSize: 12, connectNulls: false },
          ...{ lineStyle: { color: BRAND, width: 3 }, itemStyle: { color: BRAND } },
          label: { show: true, position: 'top', ...text },
        },
      ],
    },
  }
}

/** Three bars a place. */
export function placesPicture(
  places: StatisticsShown['places'],
  width = 1100,
  height = 48 + places.length * 44,
): Picture {
  const bar = (name: string, color: string, of: (place: StatisticsShown['places'][number]) => number) => ({
    ...{ name, type: 'bar', barGap: '8%', barCategoryGap: '24%', itemStyle: { color } },
    data: places.map((place) => of(place)),
    label: { show: true, position: 'right', color: INK, fontSize: height / places.length < 40 ? 9 : 11, distance: 3 },
  })
  return {
    ...{ width, height },
    option: {
      legend: legend([HEADINGS.insurable, HEADINGS.insured, OUTCOME_NAMES.sponsored]),
      grid: { left: 118, right: 56, top: 28, bottom: 8 },
      xAxis: values({ axisLabel: { show: false } }),
      yAxis: category(
        places.map(({ name }) => name),
        { inverse: true },
      ),
      series: [
        bar(HEADINGS.insurable, PALE, ({ insurable }) => insurable),
        bar(HEADINGS.insured, BRAND, ({ insured }) => insured),
        bar(OUTCOME_NAMES.sponsored, GOOD, ({ sponsored }) => sponsored),
      ],
    },
  }
}

/** Who goes on at each step, and beside it who does not. */
export function funnelPicture(steps: StatisticsShown['funnel'], size = { width: 1100, height: 300 }): Picture {
  const lost = steps.map(({ persons }, i) => (i === 0 ? 0 : (steps[i - 1]?.persons ?? persons) - persons))
  return {
    ...size,
    option: {
      grid: { left: 118, right: 150, top: 8, bottom: 8 },
      xAxis: values({ axisLabel: { show: false } }),
      yAxis: category(
        steps.map(({ step }) => STEP_NAMES[step]),
        { inverse: true },
      ),
      series: [
        {
          ...{ type: 'bar', stack: 'all', barWidth: '62%', itemStyle: { color: BRAND } },
          data: steps.map(({ persons }) => persons),
          label: { show: true, position: 'insideLeft', color: '#fff', fontSize: 13, formatter: '{c}人' },
        },
        {
          ...{ type: 'bar', stack: 'all', itemStyle: { color: GREY } },
          data: lost.map((persons) => ({
            value: persons,
            label: { show: persons > 0, formatter: `少${persons}人` },
          })),
          label: { position: 'right', ...text },
        },
      ],
    },
  }
}

const yuanOf = (fen: number) => fen / 100

export function moneyPicture(months: StatisticsShown['money'], size = { width: 1100, height: 300 }): Picture {
  const bar = (name: string, color: string, of: (month: StatisticsShown['money'][number]) => number, more = {}) => ({
    ...{ name, type: 'bar', barGap: '6%', barCategoryGap: '30%', itemStyle: { color } },
    data: months.map((month) => yuanOf(of(month))),
    ...more,
  })
  return {
    ...size,
    option: {
      legend: legend([MONEY_LINES.requested, MONEY_LINES.allocated, MONEY_LINES.outstanding, MONEY_LINES.paid]),
      grid: { left: 76, right: 16, top: 40, bottom: 40 },
      xAxis: category(monthLabels(months)),
      yAxis: values(),
      series: [
        bar(MONEY_LINES.requested, PALE, ({ requested }) => requested),
        bar(MONEY_LINES.allocated, BRAND, ({ allocated }) => allocated, { stack: 'allocation' }),
        // The gap stands on what has come.
        bar(MONEY_LINES.outstanding, '#fff', ({ outstanding }) => outstanding, {
          stack: 'allocation',
          itemStyle: { color: '#fff', borderColor: BAD, borderType: 'dashed', borderWidth: 1.5 },
          data: months.map(({ outstanding }) => ({
            value: outstanding > 0 ? yuanOf(outstanding) : null,
            label: { show: outstanding > 0, formatter: `缺${Math.round(yuanOf(outstanding))}` },
          })),
          label: { position: 'top', color: BAD, fontSize: 12, fontWeight: 'bold' },
        }),
        bar(MONEY_LINES.paid, GOOD, ({ paid }) => paid),
      ],
    },
  }
}

/** Half of the persons, and nine in ten, were paid for within so many days. */
export function daysPicture(places: NonNullable<StatisticsShown['days']>): Picture {
  const bar = (name: string, color: string, of: (place: (typeof places)[number]) => number | undefined) => ({
    ...{ name, type: 'bar', barGap: '8%', barCategoryGap: '30%', itemStyle: { color } },
    data: places.map((place) => of(place) ?? null),
    label: { show: true, position: 'right', color: INK, fontSize: 11, formatter: '{c}天' },
  })
  return {
    ...{ width: 1100, height: 48 + places.length * 36 },
    option: {
      legend: legend([DAYS.median, DAYS.ninety]),
      grid: { left: 118, right: 56, top: 28, bottom: 8 },
      xAxis: values({ axisLabel: { show: false } }),
      yAxis: category(
        places.map(({ name }) => name),
        { inverse: true },
      ),
      series: [bar(DAYS.median, BRAND, ({ median }) => median), bar(DAYS.ninety, PALE, ({ ninety }) => ninety)],
    },
  }
}

/** Somebody with a head and shoulders. */
const PERSON = 'path://M8 0a5 5 0 1 1 0 10a5 5 0 1 1 0-10ZM0 24c0-7 3-12 8-12s8 5 8 12Z'
/** Figures in the longest row. */
const MOST_FIGURES = 40

/** How many persons a figure stands for: 1, 2, 5, 10, 20 ... */
export function personsAFigure(bands: readonly { readonly count: number }[]): number {
  const wanted = Math.max(...bands.map(({ count }) => count)) / MOST_FIGURES
  const steps = Array.from({ length: 7 }, (_, i) => [1, 2, 5].map((one) => one * 10 ** i)).flat()
  return steps.find((step) => step >= wanted) ?? 1
}

export function agesPicture(bands: NonNullable<StatisticsShown['claimAges']>): Picture {
  const each = personsAFigure(bands)
  return {
    ...{ width: 1100, height: 16 + bands.length * 38 },
    option: {
      grid: { left: 118, right: 60, top: 8, bottom: 8 },
      xAxis: values({ axisLabel: { show: false }, splitLine: { show: false }, max: MOST_FIGURES }),
      yAxis: category(bands.map(ageBand), { inverse: true }),
      series: [
        {
          ...{ type: 'pictorialBar', symbol: PERSON, symbolRepeat: true, symbolSize: [15, 24], symbolMargin: 3 },
          itemStyle: { color: BRAND },
          // Whoever is left over is a figure too.
          data: bands.map(({ count }) => ({
            value: Math.ceil(count / each),
            label: { show: true, position: 'right', ...text, formatter: `${count}人` },
          })),
        },
      ],
    },
  }
}

/** Reasons from above, each by the kind of office. */
export function returnedPicture(reasons: readonly ReasonRow[], offices: readonly string[]): Picture {
  const colours = [BRAND, PALE, GOOD, GREY, BAD]
  return {
    ...{ width: 1100, height: 48 + reasons.length * 30 },
    option: {
      legend: legend(offices),
      grid: { left: 250, right: 56, top: 28, bottom: 8 },
      xAxis: values({ axisLabel: { show: false } }),
      yAxis: category(
        reasons.map(({ name }) => name),
        { inverse: true },
      ),
      series: offices.map((name, i) => ({
        ...{ name, type: 'bar', stack: 'all', barWidth: '64%', itemStyle: { color: colours[i % colours.length] } },
        data: reasons.map(({ rows, byOffice }) => ({
          value: byOffice[name] ?? 0,
          label: { show: i === offices.length - 1, formatter: `${rows}行` },
        })),
        label: { position: 'right', color: INK, fontSize: 12 },
      })),
    },
  }
}

export interface ReasonRow {
  readonly name: string
  readonly rows: number
  readonly byOffice: Readonly<Record<string, number>>
}
