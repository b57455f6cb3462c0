/** The largest lists of other makes of workbooks: .xls, XML Spreadsheet 2003 and HTML, in time and in memory. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { body, book, number, type Record_, text8 } from '../test/forms/incoming/sheet/legacy/makes.ts'
import { bundleReadOnce } from './child.ts'
import { type Figure, figure, printFigure } from './figure.ts'
import { nameList } from './list-rows.ts'

const ROWS = 65_000
const list = nameList(ROWS)
const rows = [list.header, ...Array.from({ length: ROWS }, (_, index) => list.row(index))]

export async function legacyFigures(): Promise<Figure[]> {
  const readOnce = await bundleReadOnce()
  const folder = await mkdtemp(join(tmpdir(), 'bench-legacy-'))
  const figures: Figure[] = []
  try {
    for (const [name, make] of [['.xls', xls] as const, ['XML 2003', xml] as const, ['HTML', html] as const]) {
      const path = join(folder, 'list')
      await writeFile(path, make())
      const measured = await readOnce('apart', path)
      if (measured.rows !== rows.length) throw new Error(`${name}: ${measured.rows} rows`)
      figures.push(figure(`${name}, 65,000 rows x 12`, 's', measured.milliseconds / 1000, 'limit', 10))
      figures.push(figure(`${name}, 65,000 rows x 12, peak memory`, 'MB', measured.megabytes, 'limit', 1500))
    }
    return figures
  } finally {
    await rm(folder, { recursive: true })
  }
}

const MOST_BODY = 8224

function xls(): Buffer {
  const texts = new Map<string, number>()
  const cells = rows.flatMap((row, r) =>
    row.flatMap((value, c): Record_[] => {
      if (value === '') return []
      if (typeof value === 'number') return [number(r, c, value)]
      const index = texts.get(value) ?? texts.size
      texts.set(value, index)
      return [[0xfd, body(r, c, 0, index & 0xffff, index >>> 16)]]
    }),
  )
  const table: Record_[] = [
    [0xfc, body(texts.size & 0xffff, texts.size >>> 16, texts.size & 0xffff, texts.size >>> 16)],
  ]
  let room: Buffer[] = []
  let size = 8
  const close = () => {
    const [type, content] = table.pop()!
    table.push([type, Buffer.concat([content, ...room])])
  }
  for (const text of texts.keys()) {
    const bytes = text8(text)
    if (size + bytes.length > MOST_BODY) {
      close()
      table.push([0x3c, Buffer.alloc(0)])
      room = []
      size = 0
    }
    room.push(bytes)
    size += bytes.length
  }
  close()
  return book([{ name: '名单', cells }], [[0xe0, Buffer.alloc(20)], ...table])
}

function xml(): string {
  const cell = (value: string | number) =>
    `<Cell><Data ss:Type="${typeof value === 'number' ? 'Number' : 'String'}">${value}</Data></Cell>`
  const lines = rows.map((row) => `<Row>${row.map(cell).join('')}</Row>`)
  const space = 'urn:schemas-microsoft-com:office:spreadsheet'
  return `<Workbook xmlns="${space}" xmlns:ss="${space}"><Worksheet ss:Name="名单"><Table>${lines.join('')}</Table></Worksheet></Workbook>`
}

function html(): string {
  return `<table>${rows.map((row) => `<tr>${row.map((value) => `<td>${value}</td>`).join('')}</tr>`).join('\n')}</table>`
}

if (import.meta.main) (await legacyFigures()).forEach(printFigure)
