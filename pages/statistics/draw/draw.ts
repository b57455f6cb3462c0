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

/** The same picture is drawn once; names and links are each reader's own. */
const drawn = new Map<string, Drawn>()
const MOST = 200

export const draw: Draw = (picture, name, markOf) => {
  const key = JSON.stringify(picture)
  const svg = drawn.get(key) ?? inParts(plain(picture))
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
const META = / ecmeta_\w+="[^"]*"/g
/** Elements without content. */
const EMPTY = /<\w+[^>]*?><\/\w+>/g

/** A mark, and what stands between it and the one before. */
interface Part {
  readonly before: string
  readonly mark?: { readonly opened: string; readonly closed: string; readonly series: number; readonly item: number }
}

interface Drawn {
  readonly box: string
  readonly parts: readonly Part[]
}

function inParts(svg: string): Drawn {
  const [head = '', box = ''] = /^<svg[^>]*viewBox="([^"]*)"[^>]*>/.exec(svg) ?? []
  const parts: Part[] = []
  let at = head.length
  for (const { 0: element, index } of svg.matchAll(EMPTY)) {
    const [, series, item, kind] = MARK.exec(element) ?? []
    if (kind !== 'chart') continue
    const bare = element.replace(META, '')
    const closing = bare.lastIndexOf('</')
    const mark = {
      opened: bare.slice(0, closing),
      closed: bare.slice(closing),
      series: Number(series),
      item: Number(item),
    }
    parts.push({ before: svg.slice(at, index).replace(META, ''), mark })
    at = index + element.length
  }
  return { box, parts: [...parts, { before: svg.slice(at).replace(META, '') }] }
}

/** Marks lead to what they count; by keyboard one goes by the table's links. */
function named(
  { box, parts }: Drawn,
  name: string,
  markOf: (series: number, item: number) => Mark | undefined,
): string {
  const shown = parts.map(({ before, mark }) => {
    if (!mark) return before
    const { opened, closed, series, item } = mark
    const said = markOf(series, item)
    if (!said) return before + opened + closed
    const label = escaped(said.name)
    const titled = `${opened}<title>${label}</title>${closed}`
    if (!said.href) return before + titled
    return `${before}<a href="${escaped(said.href)}" tabindex="-1" aria-label="${label}">${titled}</a>`
  })
  return `<svg viewBox="${box}" role="group" aria-label="${escaped(name)}">${shown.join('')}`
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one] ?? one)
