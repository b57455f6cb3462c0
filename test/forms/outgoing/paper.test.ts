/** What an office sees when it prints a workbook, computed from what another library reads in it. */
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { bufferSource } from '../../../forms/incoming/sheet/bytes/source.ts'
import { openZip } from '../../../forms/incoming/sheet/xlsx/zip.ts'
import { pagesOf } from '../../../forms/outgoing/page-breaks.ts'
import { layoutOf, linesOf } from '../../../forms/outgoing/paper.ts'
import { writeReturned } from '../../../forms/outgoing/returned.ts'
import { writeStatistics } from '../../../forms/outgoing/statistics.ts'
import { bytesOf } from '../bytes-of.ts'
import { PRINTED_BOOKS } from './printed-books.ts'

const LEAST_POINTS = 8
/** Arial 11, the workbooks' default font, has digits of 8 pixels, 96 to an inch. */
const POINTS_A_DIGIT = 6
const A4 = { width: (297 / 25.4) * 72, height: (210 / 25.4) * 72 }

async function sheetsOf(bytes: Buffer): Promise<ExcelJS.Worksheet[]> {
  const book = new ExcelJS.Workbook()
  // exceljs would make an object for each of a million cells that a drop-down reaches.
  await book.xlsx.load(bytes as unknown as ArrayBuffer, { ignoreNodes: ['dataValidations'] })
  return book.worksheets.filter((sheet) => sheet.state === 'visible')
}

async function partOf(bytes: Buffer, name: string): Promise<string> {
  const zip = await openZip(bufferSource(bytes))
  const chunks: Uint8Array[] = []
  for await (const chunk of zip.read(zip.entries.get(name)!)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const columnPoints = (sheet: ExcelJS.Worksheet, from = 1, to = sheet.columnCount) => {
  let points = 0
  for (let c = from; c <= to; c++) points += sheet.getColumn(c).width! * POINTS_A_DIGIT
  return points
}

function paperOf({ pageSetup }: ExcelJS.Worksheet): { width: number; height: number } {
  const { left, right, top, bottom } = pageSetup.margins!
  return { width: A4.width - (left + right) * 72, height: A4.height - (top + bottom) * 72 }
}

/** How large the program prints the sheet: whole per cent, down. */
function scaleOf(sheet: ExcelJS.Worksheet): number {
  const { pageSetup } = sheet
  if (!pageSetup.fitToPage) return (pageSetup.scale ?? 100) / 100
  return Math.min(1, Math.floor((paperOf(sheet).width / columnPoints(sheet)) * 100) / 100)
}

interface Filled {
  readonly cell: ExcelJS.Cell
  readonly text: string
  readonly size: number
  /** Points from the cell's left line to its right one, merged cells together. */
  readonly width: number
  readonly height: number
}

function filledCells(sheet: ExcelJS.Worksheet): Filled[] {
  const merges = new Map((sheet.model.merges ?? []).map((range) => range.split(':') as [string, string]))
  const found: Filled[] = []
  sheet.eachRow((row) => {
    row.eachCell((cell) => {
      if (cell.isMerged && cell.master !== cell) return
      const last = merges.has(cell.address) ? sheet.getCell(merges.get(cell.address)!) : cell
      const width = columnPoints(sheet, cell.fullAddress.col, last.fullAddress.col)
      const height = row.height || sheet.properties.defaultRowHeight
      found.push({ cell, text: String(cell.value ?? ''), size: cell.font.size!, width, height })
    })
  })
  return found.filter(({ text }) => text !== '')
}

/** The lines that the text takes at the least, in a font whose digits are half as wide as its characters. */
function leastLines({ cell, text, size, width }: Filled): number {
  const indent = (cell.alignment?.indent ?? 0) * 9
  const lines = text.split('\n').map((line) => {
    const points = [...line].reduce((sum, c) => sum + (c.charCodeAt(0) < 0x100 ? size / 2 : size), 0)
    return Math.max(1, Math.ceil(points / (width - 3.75 - indent)))
  })
  return lines.reduce((a, b) => a + b, 0)
}

/** A number with its decimals and the blank behind it. */
function shownNumber(value: number, format: string): string {
  const digits = /0\.(0+)/.exec(format)?.[1]?.length ?? 0
  const shown = format.includes('%') ? value * 100 : value
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: format.includes(',') }
  return `${shown.toLocaleString('en', options)} `
}

/** In the font of numbers: a digit is half as wide as the letters are high, a mark or a blank a quarter. */
const digitsPoints = (text: string, size: number) =>
  [...text].reduce((points, c) => points + (/[.,\s]/.test(c) ? size / 4 : size / 2), 0)

describe.each(Object.entries(PRINTED_BOOKS))('%s', async (_, make) => {
  const sheets = await sheetsOf(await make())

  test('is as wide as a page of A4 across, its header on every page', () => {
    for (const sheet of sheets) {
      const { pageSetup } = sheet
      expect(pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1 })
      expect(pageSetup.printTitlesRow).toMatch(/^\d+:\d+$/)
      expect(columnPoints(sheet) * scaleOf(sheet)).toBeLessThanOrEqual(paperOf(sheet).width)
    }
  })

  test('has no letter below 8 points when printed', () => {
    for (const sheet of sheets)
      for (const { cell, size } of filledCells(sheet))
        expect(size * scaleOf(sheet), `${sheet.name} ${cell.address}`).toBeGreaterThanOrEqual(LEAST_POINTS)
  })

  test('has room for the whole of every text', () => {
    for (const sheet of sheets)
      for (const filled of filledCells(sheet)) {
        const { cell, size, height } = filled
        if (typeof cell.value !== 'string') continue
        const lines = leastLines(filled)
        if (!cell.alignment?.wrapText) expect(lines, `${sheet.name} ${cell.address}`).toBe(1)
        expect(height, `${sheet.name} ${cell.address}`).toBeGreaterThanOrEqual(Math.min(409, lines * size * 1.2))
      }
  })

  test('breaks no ID number, no amount and no day', () => {
    for (const sheet of sheets)
      for (const { cell, text, size, width } of filledCells(sheet)) {
        if (cell.alignment?.wrapText && !/^(\d{17}[\dX]|\d{4}-\d\d-\d\d)$/.test(text)) continue
        const shown = typeof cell.value === 'number' ? shownNumber(cell.value, cell.numFmt) : text
        if (!/[\u2e80-\uffff]/.test(shown))
          expect(width, `${sheet.name} ${cell.address}`).toBeGreaterThanOrEqual(digitsPoints(shown, size))
      }
  })
})

test('a table that no page holds goes on beside it rather than in smaller letters', async () => {
  const columns = Array.from({ length: 60 }, (_, i) => `自加栏目${i}`)
  const rows = [{ sheet: '', row: '5', cells: columns, reasons: [] }]
  const own = {
    title: '名单',
    reportingOffice: '始兴县民政局',
    resend: 'new',
    fileName: 'a.xlsx',
    columns: () => columns,
  } as const
  const [sheet] = await sheetsOf(await bytesOf((out) => writeReturned(out, { ...own, rows })))
  expect(sheet!.pageSetup).toMatchObject({ fitToPage: false, pageOrder: 'overThenDown' })
  for (const { size } of filledCells(sheet!)) expect(size * scaleOf(sheet!)).toBeGreaterThanOrEqual(LEAST_POINTS)
})

test('few columns have large letters and fill the page, more have smaller ones, never below 8 points', () => {
  const sizes = [4, 12, 18, 21, 40].map((n) => layoutOf(Array.from({ length: n }, () => 8)))
  expect(sizes.map((l) => l.size)).toEqual([11, 11, 9.5, 8, 8])
  expect(sizes.map((l) => l.fits)).toEqual([true, true, true, true, false])
  const width = ({ widths }: (typeof sizes)[number]) => widths.reduce((a, b) => a + b, 0) * POINTS_A_DIGIT
  for (const layout of sizes.slice(0, 4)) expect(width(layout)).toBeCloseTo(782, -1)
})

describe('pages of a table', () => {
  const FULL = 500
  const [HEAD, REPEATED, FOOT] = [100, 40, 80]
  /** Heights of the rows of each page. */
  function pages(heights: readonly number[]): number[][] {
    const own = pagesOf(FULL, HEAD, REPEATED)
    for (const height of heights) own.row(height)
    const starts = [0, ...own.end(FOOT)]
    return starts.map((start, i) => heights.slice(start, starts[i + 1]))
  }
  const heightOf = (rows: readonly number[]) => rows.reduce((a, b) => a + b, 0)

  test.each([20, 35, 120, 300])(
    'rows of %i points: no page is fuller than paper, the last one has rows to sign',
    (height) => {
      for (let n = 0; n < 90; n++) {
        const own = pages(Array.from({ length: n }, (_, i) => (i % 5 === 4 ? height : 20)))
        own.forEach((rows, i) => {
          const around = (i === 0 ? HEAD : REPEATED) + (i === own.length - 1 ? FOOT : 0)
          expect(around + heightOf(rows), `${n} rows, page ${i}`).toBeLessThanOrEqual(FULL)
          if (n > 0) expect(rows.length, `${n} rows, page ${i}`).toBeGreaterThan(0)
        })
        if (own.length > 1) expect(own.at(-1)!.length, `${n} rows`).toBeGreaterThan(1)
      }
    },
  )

  test('rows that leave no room for the signatures go over with them', () => {
    // 100 + 19 x 20 = 480: the signatures would stand alone.
    expect(pages(Array(19).fill(20)).map((rows) => rows.length)).toEqual([16, 3])
    // One row more would stand alone with them.
    expect(pages(Array(21).fill(20)).map((rows) => rows.length)).toEqual([18, 3])
    expect(pages(Array(16).fill(20)).map((rows) => rows.length)).toEqual([16])
  })
})

test('a workbook says where its pages end: its last rows are not left to the fonts of a program', async () => {
  const bytes = await bytesOf((out) =>
    writeStatistics(out, {
      title: '统计表',
      reportingOffice: '始兴县社保经办机构',
      period: '2018-05',
      places: 'townships',
      rows: Array.from({ length: 45 }, (_, i) => ({ place: `第${i}镇`, counts: undefined })),
    }),
  )
  const [sheet] = await sheetsOf(bytes)
  const xml = await partOf(bytes, 'xl/worksheets/sheet1.xml')
  const breaks = [...xml.matchAll(/<brk id="(\d+)" max="16383" man="1"\/>/g)].map(([, row]) => Number(row))
  expect(breaks.length).toBeGreaterThan(1)
  const heights = (from: number, to: number) => {
    let points = 0
    for (let row = from; row <= to; row++) points += sheet!.getRow(row).height
    return points
  }
  const header = Number(sheet!.pageSetup.printTitlesRow!.split(':')[0])
  const ends = [...breaks, sheet!.rowCount]
  ends.forEach((end, i) => {
    const repeated = i === 0 ? 0 : sheet!.getRow(header).height
    expect(repeated + heights((ends[i - 1] ?? 0) + 1, end)).toBeLessThanOrEqual(paperOf(sheet!).height)
  })
  const texts = (row: number) => String(sheet!.getRow(row).getCell(1).value ?? '')
  const last = Array.from({ length: sheet!.rowCount - breaks.at(-1)! }, (_, i) => texts(breaks.at(-1)! + 1 + i))
  expect(last.filter((text) => /^第\d+镇$/.test(text)).length).toBeGreaterThan(1)
  expect(last).toContain('合计')
})

test.each([
  ['始兴县', 6, 1],
  ['始兴县', 4, 2],
  ['重度、精神、智力残疾人', 12, 2],
  // No line begins with a mark.
  ['精神、智力、', 4, 4],
  // A number moves to the next line as a whole.
  ['编号12345', 8, 2],
  ['a\nb', 8, 2],
])('%s takes its lines of %i half characters', (text, room, lines) => {
  expect(linesOf(text, room)).toBe(lines)
})
