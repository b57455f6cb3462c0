/** The printed form (docs/forms.md#outgoing), from title to seal. */

import type ExcelJS from 'exceljs'
import { Fault } from '../../schemas/fault.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { type Book, type BookSheet, LAST_ROW, type Style, type StyleId, type Value } from './book.ts'
import { pagesOf } from './page-breaks.ts'
import {
  type Layout,
  layoutOf,
  linesOf,
  onPaper,
  PAGE_HEIGHT,
  PAGE_WIDTH,
  POINTS_A_UNIT,
  rowHeight,
  SIGNED,
} from './paper.ts'

// Fonts of Chinese offices; other machines substitute their own.
const TITLE_FONT = '方正小标宋简体'
const TEXT_FONT = '仿宋_GB2312'
const HEAD_FONT = '黑体'
const TABLE_FONT = '宋体'
// Half a Chinese character wide on every system.
const NUMBER_FONT = 'Times New Roman'

export const THIN: Partial<ExcelJS.Borders> = {
  top: { style: 'thin' },
  left: { style: 'thin' },
  bottom: { style: 'thin' },
  right: { style: 'thin' },
}

const middle = (horizontal: 'left' | 'center' | 'right', wrapText = false): Partial<ExcelJS.Alignment> => ({
  horizontal,
  vertical: 'middle',
  wrapText,
})
/** In half characters. */
const INDENT = 2

export const LOOK = {
  title: { font: { name: TITLE_FONT, size: 20 }, alignment: middle('center') },
  line: { font: { name: TEXT_FONT, size: 12 }, alignment: middle('left') },
  head: {
    font: { name: HEAD_FONT, size: 11 },
    alignment: middle('center', true),
    border: THIN,
    numFmt: '@',
    fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7EEF7' } },
  },
  text: { font: { name: TABLE_FONT, size: 10.5 }, alignment: middle('left', true), border: THIN, numFmt: '@' },
  inset: {
    font: { name: TABLE_FONT, size: 10.5 },
    alignment: { ...middle('left', true), indent: 1 },
    border: THIN,
    numFmt: '@',
  },
  centre: { font: { name: TABLE_FONT, size: 10.5 }, alignment: middle('center', true), border: THIN, numFmt: '@' },
  /** Digits that are text. */
  number: { font: { name: NUMBER_FONT, size: 10.5 }, alignment: middle('center', true), border: THIN, numFmt: '@' },
  // By format: LibreOffice forgets some indents.
  count: { font: { name: NUMBER_FONT, size: 10.5 }, alignment: middle('right'), border: THIN, numFmt: '#,##0_ ' },
  money: {
    font: { name: NUMBER_FONT, size: 10.5 },
    alignment: middle('right'),
    border: THIN,
    numFmt: '#,##0.00_ ',
  },
  percent: {
    font: { name: NUMBER_FONT, size: 10.5 },
    alignment: middle('right'),
    border: THIN,
    numFmt: '0.00%_ ',
  },
} satisfies Record<string, Style>

export function sized(style: Style, size: number, bold = style.font?.bold ?? false): Style {
  return { ...style, font: { ...style.font, size, bold } }
}

export type Look = keyof typeof LOOK

export interface OfficeColumn {
  readonly heading: string
  /** Half characters, at least. */
  readonly width: number
  /** `inset` by default. */
  readonly look?: Look
}

/** A column of a report with what stands in it: for a row, whose number counts from 1, and in the last line. */
export interface ReportColumn<Row, Total = never> extends OfficeColumn {
  readonly value: (row: Row, number: number) => Value
  readonly total?: (total: Total) => Value
}

export function valuesOf<Row>(columns: readonly ReportColumn<Row, never>[], row: Row, number: number): Value[] {
  return columns.map(({ value }) => value(row, number))
}

export function totalsOf<Total>(columns: readonly ReportColumn<never, Total>[], total: Total): Value[] {
  return columns.map((column) => column.total?.(total))
}

/** The last cell reaches to the right end. */
export type LineCell = Value | { readonly value: Value; readonly format?: string; readonly isLarge?: boolean }

export interface OfficeForm {
  readonly sheetName: string
  readonly title: string
  /** 填报单位. */
  readonly reportingOffice: string
  /** `所属期：2018年5月`, at the right end. */
  readonly aside?: string
  readonly lines?: readonly (readonly LineCell[])[]
  readonly columns: readonly OfficeColumn[]
  /** Said of no rows. */
  readonly none?: string
  /** `财政部门意见`, with room for its seal. */
  readonly opinion?: string
}

export type OfficeRow = readonly Value[] | { readonly sum: readonly Value[] }

interface OfficeSheet {
  /** A promise is awaited as in `BookSheet.row`. */
  row(row: OfficeRow): Promise<void> | undefined
  /** Rows above the foot. */
  readonly room: number
  end(): Promise<void>
}

const FOOT_ROWS = 4

function officeSheet(book: Book, form: OfficeForm): OfficeSheet {
  const { columns, lines = [] } = form
  const layout = layoutOf(columns.map((c) => c.width))
  if (!layout.fits) throw new Fault('impossible', `the columns of ${form.sheetName} are wider than a page`)
  const { size, widths, rooms } = layout
  const header = 3 + lines.length
  const sheet = book.sheet(form.sheetName, {
    widths,
    frozenRows: header,
    ...onPaper(header),
  })
  titleRows(book, sheet, form.title, `${HEADINGS.reportingOffice}：${form.reportingOffice}`, form.aside, layout)
  for (const cells of lines) lineRow(book, sheet, cells, layout)
  const most = (values: readonly Value[], own: readonly number[]) =>
    values.reduce<number>((n, v, i) => (typeof v === 'string' ? Math.max(n, linesOf(v, own[i] ?? 0)) : n), 1)
  const headings = columns.map((c) => c.heading)
  const headingHeight = rowHeight(most(headings, rooms), size) + 4
  sheet.row(headings, book.style(sized(LOOK.head, size)), headingHeight)
  const first = sheet.next
  const pages = pagesOf(PAGE_HEIGHT, sheet.height, headingHeight)
  const look = (column: OfficeColumn) => column.look ?? 'inset'
  const styles = columns.map((c) => book.style(sized(LOOK[look(c)], size)))
  const sums = columns.map((c) => book.style(sized(LOOK[look(c)], size, true)))
  const inner = columns.map((c, i) => (rooms[i] ?? 0) - (look(c) === 'inset' ? INDENT : 0))
  return {
    row(row) {
      const isSum = 'sum' in row
      const values = isSum ? row.sum : row
      const height = rowHeight(most(values, inner), size)
      pages.row(height)
      return sheet.row(values, isSum ? sums : styles, height)
    },
    get room() {
      return LAST_ROW - FOOT_ROWS - sheet.next + 1
    },
    async end() {
      const above = sheet.height
      if (form.opinion) opinionRow(book, sheet, form.opinion, columns.length)
      footRows(book, sheet, layout)
      for (const row of pages.end(sheet.height - above)) sheet.breakBefore(first + row)
      await sheet.end()
    },
  }
}

/** As many signed sheets as it takes. */
export async function writeTable(
  book: Book,
  form: OfficeForm,
  rows: AsyncIterable<OfficeRow> | Iterable<OfficeRow>,
  sums?: () => readonly Value[],
): Promise<void> {
  let sheet = officeSheet(book, form)
  let isEmpty = true
  for await (const row of rows) {
    isEmpty = false
    if (sheet.room <= 1) {
      await sheet.end()
      sheet = officeSheet(book, form)
    }
    const full = sheet.row(row)
    if (full) await full
  }
  if (isEmpty && form.none) sheet.row(form.columns.map((_, i) => (i === 1 ? form.none : undefined)))
  if (sums) sheet.row({ sum: sums() })
  await sheet.end()
}

function pointsOf(widths: readonly number[], columns = widths.length): number {
  return widths.slice(0, columns).reduce((sum, w) => sum + w, 0) * POINTS_A_UNIT
}

export function titleRows(
  book: Book,
  sheet: BookSheet,
  title: string,
  reportingOffice: string,
  aside: string | undefined,
  { widths }: Pick<Layout, 'widths'>,
): void {
  const width = widths.length
  const size = Math.max(12, Math.min(TITLE_SIZE, Math.floor(pointsOf(widths) / title.length)))
  sheet.row([title], book.style(sized(LOOK.title, size)), 34)
  sheet.merge(sheet.next - 1, 1, width)
  // The office may need more than one column.
  const half = pointsOf(widths) / 2
  const wide = widths.findIndex((_, i) => pointsOf(widths, i + 1) >= half) + 1
  const split = aside === undefined ? width : Math.max(1, Math.min(wide, width - 1))
  const cells: Value[] = [reportingOffice]
  if (aside !== undefined && split < width) cells[split] = aside
  const left = book.style(LOOK.line)
  const right = book.style({ ...LOOK.line, alignment: middle('right') })
  sheet.row(
    Array.from(cells, (v) => v),
    cells.map((_, i) => (i < split ? left : right)),
    20,
  )
  sheet.merge(sheet.next - 1, 1, split)
  if (split < width) sheet.merge(sheet.next - 1, split + 1, width)
}

const LINE_SIZE = 12
const TITLE_SIZE = 20
const LARGE_SIZE = 16

function lineRow(book: Book, sheet: BookSheet, cells: readonly LineCell[], { widths }: Layout): void {
  const width = widths.length
  let lines = 1
  const styles: StyleId[] = []
  const values = cells.map((cell, i): Value => {
    const { value, format, isLarge } = typeof cell === 'object' ? cell : { value: cell }
    const size = isLarge ? LARGE_SIZE : LINE_SIZE
    const style: Style = { ...sized(LOOK.line, size, isLarge), alignment: middle('left', true) }
    styles.push(book.style(format ? { ...style, numFmt: format } : style))
    const points = pointsOf(widths, i === cells.length - 1 ? width : i + 1) - pointsOf(widths, i)
    const text = isLarge && typeof value === 'number' ? '' : String(value ?? '')
    lines = Math.max(lines, linesOf(text, (points * 2) / size - 1) * (size / LINE_SIZE))
    return value
  })
  sheet.row(values, styles, rowHeight(lines, LINE_SIZE))
  sheet.merge(sheet.next - 1, cells.length, width)
}

function opinionRow(book: Book, sheet: BookSheet, label: string, width: number): void {
  const frame = { ...LOOK.line, border: THIN }
  const styles = [
    book.style({ ...frame, alignment: middle('center', true) }),
    book.style({ ...frame, alignment: { horizontal: 'right', vertical: 'bottom' } }),
  ]
  const cells: Value[] = [label, '（公章）　　　　　　年　　月　　日　']
  sheet.row(
    Array.from({ length: width }, (_, i) => cells[i]),
    styles,
    84,
  )
  sheet.merge(sheet.next - 1, 2, width)
}

function footRows(book: Book, sheet: BookSheet, { widths }: Layout): void {
  const width = widths.length
  const line = book.style(LOOK.line)
  sheet.row([], line, 10)
  const share = Math.floor(PAGE_WIDTH / SIGNED.length / LINE_SIZE)
  sheet.row(
    [
      SIGNED.map((s) => s.padEnd(share, '　'))
        .join('')
        .trimEnd(),
    ],
    line,
    24,
  )
  sheet.merge(sheet.next - 1, 1, width)
  const split = Math.ceil(width / 2)
  const seal: Value[] = Array.from({ length: split + 1 }, () => undefined)
  seal[split] = HEADINGS.seal
  sheet.row(seal, book.style({ ...LOOK.line, alignment: middle('center') }), 44)
  sheet.merge(sheet.next - 1, split + 1, width)
}
