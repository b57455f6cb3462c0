/**
 * How a form looks on paper (docs/forms.md#outgoing): title, unit line, header, rows, then who filled in, checked and
 * answers for it, with room for the seal; A4 landscape, the header on every page, pages numbered.
 */
import type ExcelJS from 'exceljs'
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

// What offices print with; LibreOffice and a machine without them take their own fonts of the kind.
const TITLE_FONT = '方正小标宋简体'
const TEXT_FONT = '仿宋_GB2312'
const HEAD_FONT = '黑体'
const TABLE_FONT = '宋体'
// Its digits are half a Chinese character wide on every system, whatever stands in for the fonts above.
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
/** What an indent takes of a line, in half characters. */
const INDENT = 2

/** The styles of an office's sheet, as exceljs has them. */
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
  /** Text in the table of a printed form. */
  inset: {
    font: { name: TABLE_FONT, size: 10.5 },
    alignment: { ...middle('left', true), indent: 1 },
    border: THIN,
    numFmt: '@',
  },
  centre: { font: { name: TABLE_FONT, size: 10.5 }, alignment: middle('center', true), border: THIN, numFmt: '@' },
  /** Digits that are text: ID and telephone numbers, days, serials. */
  number: { font: { name: NUMBER_FONT, size: 10.5 }, alignment: middle('center', true), border: THIN, numFmt: '@' },
  // Numbers keep a space off the line by their format, as Excel's own do: LibreOffice forgets some indents.
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

/** A look in letters of another size, in bold for a row of sums. */
export function sized(style: Style, size: number, bold = style.font?.bold ?? false): Style {
  return { ...style, font: { ...style.font, size, bold } }
}

export type Look = keyof typeof LOOK

export interface OfficeColumn {
  readonly heading: string
  /** The half characters that have to stand on one line; columns become wider where the page has room. */
  readonly width: number
  /** How its cells look; `inset` where nothing is said. */
  readonly look?: Look
}

/** A cell of a line above the table. The last one of a line reaches to the right end. */
export type LineCell = Value | { readonly value: Value; readonly format?: string; readonly isLarge?: boolean }

export interface OfficeForm {
  readonly sheetName: string
  readonly title: string
  /** 填报单位. */
  readonly unit: string
  /** What stands at the right end of the unit line, such as `所属期：2018年5月`. */
  readonly aside?: string
  /** Lines between the unit line and the header, such as control totals. */
  readonly lines?: readonly (readonly LineCell[])[]
  readonly columns: readonly OfficeColumn[]
  /** What a table without rows says. */
  readonly none?: string
  /** Whose opinion and seal have a place below the table, such as `财政部门意见`. */
  readonly opinion?: string
}

/** A row of the table, or one of sums, in bold. */
export type OfficeRow = readonly Value[] | { readonly sum: readonly Value[] }

interface OfficeSheet {
  /** Wait for the promise, where there is one, before the next row. */
  row(row: OfficeRow): Promise<void> | undefined
  /** Rows that the sheet still takes, its foot counted in. */
  readonly room: number
  /** 填表人 … 填报日期 and the seal, then the end of the sheet. */
  end(): Promise<void>
}

/** Rows that `end` needs. */
const FOOT_ROWS = 4

/** Begins the sheet of a printed form, up to its header. */
function officeSheet(book: Book, form: OfficeForm): OfficeSheet {
  const { columns, lines = [] } = form
  const layout = layoutOf(columns.map((c) => c.width))
  if (!layout.fits) throw new Error(`the columns of ${form.sheetName} are wider than a page`)
  const { size, widths, rooms } = layout
  const header = 3 + lines.length
  const sheet = book.sheet(form.sheetName, {
    widths,
    frozenRows: header,
    ...onPaper(header),
  })
  titleRows(book, sheet, form.title, `填报单位：${form.unit}`, form.aside, layout)
  for (const cells of lines) lineRow(book, sheet, cells, layout)
  const most = (values: readonly Value[], own: readonly number[]) =>
    values.reduce<number>((n, v, i) => (typeof v === 'string' ? Math.max(n, linesOf(v, own[i]!)) : n), 1)
  const headings = columns.map((c) => c.heading)
  const headingHeight = rowHeight(most(headings, rooms), size) + 4
  sheet.row(headings, book.style(sized(LOOK.head, size)), headingHeight)
  const first = sheet.next
  const pages = pagesOf(PAGE_HEIGHT, sheet.height, headingHeight)
  const look = (column: OfficeColumn) => column.look ?? 'inset'
  const styles = columns.map((c) => book.style(sized(LOOK[look(c)], size)))
  const sums = columns.map((c) => book.style(sized(LOOK[look(c)], size, true)))
  const inner = rooms.map((room, i) => (look(columns[i]!) === 'inset' ? room - INDENT : room))
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

/** The whole table, on as many sheets as it needs, each signed; `sums` stands below the last row. */
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
    // One row of room stays for the sums.
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

/** Points that the first so many columns take. */
function pointsOf(widths: readonly number[], columns = widths.length): number {
  return widths.slice(0, columns).reduce((sum, w) => sum + w, 0) * POINTS_A_UNIT
}

/** The title over the whole width, and a line with the unit at the left and `aside` at the right. */
export function titleRows(
  book: Book,
  sheet: BookSheet,
  title: string,
  unit: string,
  aside: string | undefined,
  { widths }: Pick<Layout, 'widths'>,
): void {
  const width = widths.length
  const size = Math.max(12, Math.min(TITLE_SIZE, Math.floor(pointsOf(widths) / title.length)))
  sheet.row([title], book.style(sized(LOOK.title, size)), 34)
  sheet.merge(sheet.next - 1, 1, width)
  // The unit may need more than one column's width: a merged cell each for the left and the right.
  const half = pointsOf(widths) / 2
  const wide = widths.findIndex((_, i) => pointsOf(widths, i + 1) >= half) + 1
  const split = aside === undefined ? width : Math.max(1, Math.min(wide, width - 1))
  const cells: Value[] = [unit]
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

/** Of the lines above the table and of the foot. */
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

/** A framed place to write in, with room for a seal and the day at its right end. */
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

/** The line that people sign, and the place of the seal. */
function footRows(book: Book, sheet: BookSheet, { widths }: Layout): void {
  const width = widths.length
  const line = book.style(LOOK.line)
  sheet.row([], line, 10)
  // Each has a fifth of the page.
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
  seal[split] = '（单位公章）'
  sheet.row(seal, book.style({ ...LOOK.line, alignment: middle('center') }), 44)
  sheet.merge(sheet.next - 1, split + 1, width)
}
