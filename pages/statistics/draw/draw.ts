/** Pictures as SVG inside of a page: no script, and nothing that the security policy forbids (docs/adr/0034-pictures.md). */
import { BarChart, HeatmapChart, LineChart, PictorialBarChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent, VisualMapComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Draw, Mark, Picture } from '../picture.tsx'

use([
  ...[BarChart, HeatmapChart, LineChart, PictorialBarChart],
  ...[GridComponent, LegendComponent, MarkLineComponent, VisualMapComponent, SVGRenderer],
])

/** The same picture is drawn once. */
const drawn = new Map<string, string>()
const MOST = 200

export const draw: Draw = (picture, name, markOf) => {
  const key = JSON.stringify(picture)
  const svg = drawn.get(key) ?? plain(picture)
  drawn.delete(key)
  drawn.set(key, svg)
  if (drawn.size > MOST) drawn.delete(drawn.keys().next().value ?? key)
  return named(svg, name, markOf)
}

function plain({ width, height, option }: Picture): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ animation: false, textStyle: { color: INK }, ...option } as EChartsCoreOption)
    return withoutStyles(chart.renderToSVGString({ useViewBox: true }))
  } finally {
    chart.dispose()
  }
}

const INK = '#1c2733'

/** A style of an element is a presentation attribute just as well; nothing reaches beyond the picture. */
function withoutStyles(svg: string): string {
  return svg
    .replace(/<(style|defs)[^>]*>[\s\S]*?<\/\1>/g, '')
    .replace(/ (?:class|clip-path)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))
    .replace(/<text /g, '<text aria-hidden="true" ')
}

function attributesOf(style: string): string {
  return style
    .split(';')
    .map((one) => one.split(':').map((part) => part.trim()))
    .flatMap(([name, value]) =>
      name && value && /^[a-z-]+$/.test(name) && name !== 'font-family' ? [` ${name}="${value}"`] : [],
    )
    .join('')
}

const MARK = / ecmeta_series_index="(\d+)" ecmeta_data_index="(\d+)" ecmeta_ssr_type="(\w+)"/

/** Marks lead to what they count; by keyboard one goes by the table's links. */
function named(svg: string, name: string, markOf: (series: number, item: number) => Mark | undefined): string {
  return svg
    .replace(/^<svg[^>]*viewBox="([^"]*)"[^>]*>/, `<svg viewBox="$1" role="group" aria-label="${escaped(name)}">`)
    .replace(/<(\w+)[^>]*?><\/\1>/g, (element) => {
      const [attributes = '', series, item, kind] = MARK.exec(element) ?? []
      const bare = element.replace(attributes, '').replace(/ ecmeta_\w+="[^"]*"/g, '')
      const mark = kind === 'chart' ? markOf(Number(series), Number(item)) : undefined
      if (!mark) return bare
      const label = `<title>${escaped(mark.name)}</title>`
      const titled = bare.replace(/><\/(\w+)>$/, `>${label}</$1>`)
      if (!mark.href) return titled
      return `<a href="${escaped(mark.href)}" tabindex="-1" aria-label="${escaped(mark.name)}">${titled}</a>`
    })
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one] ?? one)
