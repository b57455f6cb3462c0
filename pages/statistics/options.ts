/** What the drawing library is told: colours with contrast, words instead of a legend's guess, no script. */
import type { StatisticsShown } from '../../schemas/api/statistics.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { officeShort } from '../../wording/offices.ts'
import { OUTCOME_NAMES } from '../../wording/outcomes.ts'
import { percent } from '../../wording/rate.ts'
import { MONEY_LINES, STEP_NAMES } from '../../wording/statistics.ts'
import type { Picture } from './picture.tsx'

const INK = '#1c2733'
const SOFT = '#4d5a68'
const LINE = '#d5dce3'
const BRAND = '#0f4c75'
const PALE = '#a9c3d6'
const GOOD = '#2a7d50'
const BAD = '#b3261e'
const GREY = '#c3cbd3'

const text = { color: INK, fontSize: 13 }
const soft = { color: SOFT, fontSize: 12 }
const lines = { axisLine: { lineStyle: { color: LINE } }, splitLine: { lineStyle: { color: LINE } } }
const category = (data: readonly string[], more = {}) => ({
  ...{ type: 'category', data, axisLabel: { ...soft, interval: 0 }, axisTick: { show: false }, ...lines },
  ...more,
})
const values = (more = {}) => ({ type: 'value', axisLabel: soft, ...lines, ...more })
const legend = (data: readonly string[]) => ({ data, top: 0, left: 0, itemHeight: 10, textStyle: soft })

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
export function placesPicture(places: StatisticsShown['places'], width = 1100, each = 44): Picture {
  const bar = (name: string, color: string, of: (place: StatisticsShown['places'][number]) => number) => ({
    ...{ name, type: 'bar', barGap: '8%', barCategoryGap: '24%', itemStyle: { color } },
    data: places.map((place) => of(place)),
    label: { show: true, position: 'right', color: INK, fontSize: 11, distance: 3 },
  })
  return {
    ...{ width, height: 48 + places.length * each },
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

/** Offices by months: 0 not due, 1 something missing, 2 something late, 3 on time. */
export function punctualPicture(offices: StatisticsShown['punctual'], policy: Policy): Picture {
  const cells = offices.flatMap(({ months }, y) =>
    months.map(({ due, onTime, missing }, x) => ({
      value: [x, y, due === 0 ? 0 : missing > 0 ? 1 : onTime < due ? 2 : 3],
      label: { formatter: due === 0 ? '' : `${onTime}/${due}` },
    })),
  )
  return {
    ...{ width: 1100, height: 40 + offices.length * 24 },
    option: {
      grid: { left: 190, right: 8, top: 30, bottom: 4 },
      xAxis: category(
        Array.from({ length: 12 }, (_, i) => `${i + 1}月`),
        { position: 'top', axisLine: { show: false } },
      ),
      yAxis: category(
        offices.map((office) => officeShort(policy, office)),
        { inverse: true, axisLine: { show: false } },
      ),
      visualMap: {
        ...{ show: false, type: 'piecewise', dimension: 2 },
        pieces: [
          { value: 0, color: '#f3f6f9' },
          { value: 1, color: '#f3b8b3' },
          { value: 2, color: '#f7dfa6' },
          { value: 3, color: '#bfe3cd' },
        ],
      },
      series: [
        {
          ...{ type: 'heatmap', data: cells, itemStyle: { borderColor: '#fff', borderWidth: 2 } },
          label: { show: true, color: INK, fontSize: 12 },
        },
      ],
    },
  }
}
