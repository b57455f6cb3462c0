/** Colours with contrast, and axes as all pictures have them. */

export const INK = '#1c2733'
const SOFT = '#4d5a68'
const LINE = '#d5dce3'
export const BRAND = '#0f4c75'
export const PALE = '#a9c3d6'
export const GOOD = '#2a7d50'
export const BAD = '#b3261e'
export const GREY = '#c3cbd3'

export const text = { color: INK, fontSize: 13 }
export const soft = { color: SOFT, fontSize: 12 }
const lines = { axisLine: { lineStyle: { color: LINE } }, splitLine: { lineStyle: { color: LINE } } }
export const category = (data: readonly string[], more = {}) => ({
  ...{ type: 'category', data, axisLabel: { ...soft, interval: 0 }, axisTick: { show: false }, ...lines },
  ...more,
})
export const values = (more = {}) => ({ type: 'value', axisLabel: soft, ...lines, ...more })
export const legend = (data: readonly string[]) => ({ data, top: 0, left: 0, itemHeight: 10, textStyle: soft })
