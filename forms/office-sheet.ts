/**
 * How a form looks on paper (FORMS, "Outgoing"): title, unit line, header, rows, then who filled in, checked and
 * answers for it, with room for the seal; A4 landscape, the header on every page, pages numbered.
 */
import type ExcelJS from 'exceljs'
import { type Book, type BookSheet, LAST_ROW, type Style, type Value } from './book.ts'

// What offices print with; LibreOffice and a machine without them take their own fonts of the kind.
const TITLE_FONT = '方正小标宋简体'
const TEXT_FONT = '仿宋_GB2312'
const HEAD_FONT = '黑体'
const TABLE_FONT = '宋体'

const THIN: Partial<ExcelJS.Borders> = {
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
/** What an indent takes of a column's width, in characters. */
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
  // Numbers keep a space off the line by their format, as Excel's own do: LibreOffice forgets some indents.
  count: { font: { name: TABLE_FONT, size: 10.5 }, alignment: middle('right'), border: THIN, numFmt: '#,##0_ ' },
  money: {
    font: { name: TABLE_FONT, size: 10.5 },
    alignment: middle('right'),
    border: THIN,
    numFmt: '#,##0.00_ ',
  },
  percent: {
    font: { name: TABLE_FONT, size: 10.5 },
    alignment: middle('right'),
    border: THIN,
    numFmt: '0.00%_ ',
  },
} satisfies Record<string, Style>

/** The same in bold, for a row of sums. */
function bold(style: Style): Style {
  return { ...style, font: { ...style.font, bold: true } }
}

export type Look = keyof typeof LOOK

export interface OfficeColumn {
  readonly heading: string
  /** In characters. */
  readonly width: number
  /** How its cells look; `inset` where nothing is said. */
  readonly look?: Look
}

export interface OfficeForm {
  readonly sheetName: string
  readonly title: string
  /** 填报单位. */
  readonly unit: string
  /** What stands at the right end of the unit line, such as `所属期：2018年5月`. */
  readonly aside?: string
  /** Lines between the unit line and the header, such as control totals. */
  readonly lines?: readonly (readonly (Value | { readonly value: number; readonly format: string })[])[]
  readonly columns: readonly OfficeColumn[]
}

export interface OfficeSheet {
  /** A row of the table. Wait for the promise, where there is one, before the next row. */
  row(values: readonly Value[]): Promise<void> | undefined
  /** A row of sums, in bold. */
  sum(values: readonly Value[]): void
  /** Rows that the sheet still takes, its foot counted in. */
  readonly room: number
  /** 填表人 … 填报日期 and the seal, then the end of the sheet. */
  end(): Promise<void>
}

/** A4 landscape, as wide as the page, with the header repeated and the pages numbered. `header` is its row. */
export function onPaper(header: number): {
  pageSetup: Partial<ExcelJS.PageSetup>
  headerFooter: Partial<ExcelJS.HeaderFooter>
} {
  return {
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printTitlesRow: `${header}:${header}`,
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.7, header: 0.3, footer: 0.35 },
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
  }
}

/** Rows that `end` needs. */
const FOOT_ROWS = 3
/** Of a row with one line, in points. */
export const ROW_HEIGHT = 19

/** Begins the sheet of a printed form, up to its header. */
function officeSheet(book: Book, form: OfficeForm): OfficeSheet {
  const width = form.columns.length
  const lines = form.lines ?? []
  const header = 3 + lines.length
  const sheet = book.sheet(form.sheetName, {
    widths: form.columns.map((c) => c.width),
    frozenRows: header,
    rowHeight: ROW_HEIGHT,
    ...onPaper(header),
  })
  titleRows(book, sheet, form.title, `填报单位：${form.unit}`, form.aside, width)
  const line = book.style(LOOK.line)
  for (const cells of lines) {
    sheet.row(
      cells.map((c) => (typeof c === 'object' ? c.value : c)),
      cells.map((c) => (typeof c === 'object' ? book.style({ ...LOOK.line, numFmt: c.format }) : line)),
      20,
    )
  }
  sheet.row(
    form.columns.map((c) => c.heading),
    book.style(LOOK.head),
    32,
  )
  const styles = form.columns.map((c) => book.style(LOOK[c.look ?? 'inset']))
  const sums = form.columns.map((c) => book.style(SUMS[c.look ?? 'inset']))
  return {
    row: (values) => sheet.row(values, styles, rowHeightOf(values, form.columns)),
    sum: (values) => {
      sheet.row(values, sums, 22)
    },
    get room() {
      return LAST_ROW - FOOT_ROWS - sheet.next + 1
    },
    async end() {
      footRows(book, sheet, form.columns)
      await sheet.end()
    },
  }
}

/** The whole table, on as many sheets as it needs, each signed; `sums` stands below the last row. */
export async function writeTable(
  book: Book,
  form: OfficeForm,
  rows: AsyncIterable<readonly Value[]> | Iterable<readonly Value[]>,
  sums?: () => readonly Value[],
): Promise<void> {
  let sheet = officeSheet(book, form)
  for await (const row of rows) {
    // One row of room stays for the sums.
    if (sheet.room <= 1) {
      await sheet.end()
      sheet = officeSheet(book, form)
    }
    const full = sheet.row(row)
    if (full) await full
  }
  if (sums) sheet.sum(sums())
  await sheet.end()
}

const SUMS = Object.fromEntries(Object.entries(LOOK).map(([look, style]) => [look, bold(style)])) as Record<Look, Style>

/** The title over the whole width, and a line with the unit at the left and `aside` at the right. */
export function titleRows(
  book: Book,
  sheet: BookSheet,
  title: string,
  unit: string,
  aside: string | undefined,
  width: number,
): void {
  sheet.row([title], book.style(LOOK.title), 34)
  sheet.merge(sheet.next - 1, 1, width)
  // The unit may need more than one column's width: a merged cell each for the left and the right.
  const split = aside === undefined ? width : Math.max(1, Math.ceil(width / 2))
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

const SIGNED = ['填表人：', '审核人：', '负责人：', '联系电话：', '填报日期：']

/** The line that people sign, and the place of the seal. */
function footRows(book: Book, sheet: BookSheet, columns: readonly OfficeColumn[]): void {
  const width = columns.length
  const line = book.style(LOOK.line)
  sheet.row([], line, 10)
  // Each has a fifth of the page; a character of this size is as wide as 2.3 of the column's.
  const share = columns.reduce((sum, c) => sum + c.width, 0) / SIGNED.length / 2.3
  sheet.row([SIGNED.map((s) => s.padEnd(share, '　')).join('')], line, 24)
  sheet.merge(sheet.next - 1, 1, width)
  const split = Math.ceil(width / 2)
  const seal: Value[] = Array.from({ length: split + 1 }, () => undefined)
  seal[split] = '（单位公章）'
  sheet.row(seal, book.style({ ...LOOK.line, alignment: middle('center') }), 44)
  sheet.merge(sheet.next - 1, split + 1, width)
}

/** The height for the cell that needs most lines; undefined where one is enough for all. */
function rowHeightOf(values: readonly Value[], columns: readonly OfficeColumn[]): number | undefined {
  let most: number | undefined
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    const { width, look = 'inset' } = columns[i]!
    const room = look === 'inset' ? width - INDENT : width
    // Most cells are too short to need counting.
    if (typeof value !== 'string' || value.length * 2.2 <= room) continue
    const height = heightOf(value, room)
    if (height !== undefined && height > (most ?? ROW_HEIGHT)) most = height
  }
  return most
}

/** The height in points that a wrapped text needs in a column of `width` characters; undefined for one line. */
export function heightOf(text: string, width: number, lineHeight = 14.5): number | undefined {
  let lines = 0
  for (const line of text.split('\n')) {
    // A Chinese character is two wide; a little is lost where a line breaks.
    let wide = 0
    for (let i = 0; i < line.length; i++) wide += line.charCodeAt(i) > 0xff ? 2 : 1
    lines += wide <= width ? 1 : Math.ceil((wide * 1.06) / width)
  }
  // Excel's highest row.
  return lines === 1 ? undefined : Math.min(409, lines * lineHeight + 3)
}
