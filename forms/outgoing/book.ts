/**
 * A workbook written as a stream. exceljs does everything but the rows of a table: those are rendered here, because
 * exceljs' own rows are ten times slower (17,000 styled rows of 12 cells a second against 190,000) and its writer
 * buffers without end when the disk or the network is slower than the program.
 *
 * The same input gives the same bytes: no clock is read, the archive's entries carry a fixed date.
 */
import type { EventEmitter } from 'node:events'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import ExcelJS from 'exceljs'
import { PRODUCT } from '../../schemas/product.ts'
import { cellText, cellXml, sheetName } from './cell-text.ts'
import { DEFAULT_FONT } from './paper.ts'

export type Style = Partial<ExcelJS.Style>
/** A style that the workbook knows. */
export type StyleId = number & { readonly isStyle: true }
/** A string is always text, whatever it begins with; undefined is a blank cell, with its style. */
export type Value = string | number | undefined

/** The last row that a sheet may have: it ends before 1,000,000 rows (docs/forms.md#outgoing). */
export const LAST_ROW = 999_999
export const LAST_COLUMN = 16_384

const EPOCH = new Date('2000-01-01T00:00:00Z')
const FLUSH_CHARACTERS = 60_000
/** Of a row for which nothing is said, in points. */
const DEFAULT_HEIGHT = 15
/** Excel takes 1,026 of a sheet; the pages behind them end where the program has it. */
const MOST_BREAKS = 1000

/** What exceljs 4.4.0 has and its types do not say. */
interface InnerWriter {
  zip: { append(source: unknown, data: object): unknown }
  styles: { addStyleModel(style: Style, cellType: number): StyleId; _addFont(font: object): number }
}
interface InnerSheet {
  stream: { write(text: string): void; pipes: (EventEmitter & { _writableState: { needDrain: boolean } })[] }
  _rowZero: number
  _rows: unknown[] | null
  _writeColumns(): void
  _writeOpenSheetData(): void
  startedData: boolean
  hasComments: boolean
  _sheetCommentsWriter: { addComments(notes: object[]): void }
  _merges: string[]
  rowBreaks: object[]
  dataValidations: { add(range: string, validation: ExcelJS.DataValidation): void }
}

export interface SheetOptions {
  /** Column widths in digits of the default font. */
  readonly widths: readonly number[]
  /** The style of a whole column, for the cells nobody has written yet. */
  readonly columnStyles?: readonly (Style | undefined)[]
  readonly pageSetup?: Partial<ExcelJS.PageSetup>
  readonly headerFooter?: Partial<ExcelJS.HeaderFooter>
  /** How many rows stay in sight above the scrolling ones. */
  readonly frozenRows?: number
  readonly hidden?: boolean
  readonly tabColour?: string
  /** Of rows that name none, in points. */
  readonly rowHeight?: number
}

/** Prompts and drop-downs over a range such as `F5:F1048576`. */
export type Validation = Omit<Partial<ExcelJS.DataValidation>, 'type'> & {
  type: ExcelJS.DataValidation['type'] | 'any'
}

export interface Book {
  style(style: Style): StyleId
  /** Begins a sheet; the one before has to be ended. Its name is made fit and unique. */
  sheet(name: string, options: SheetOptions): BookSheet
  /** Everything is written and `out` has finished. */
  close(): Promise<void>
}

export interface BookSheet {
  readonly name: string
  /** The number of the next row. */
  readonly next: number
  /** The height of all rows so far, in points. */
  readonly height: number
  /** A promise where the reader of the stream is behind: wait for it before the next row. `height` in points. */
  row(values: readonly Value[], styles: StyleId | readonly StyleId[], height?: number): Promise<void> | undefined
  /** A note on a cell; row and column count from 1. Kept in memory until the sheet ends, about 2 KB each. */
  note(row: number, column: number, text: string): void
  /** Columns count from 1. */
  merge(row: number, fromColumn: number, toColumn: number): void
  /** On paper a page begins with the row. */
  breakBefore(row: number): void
  validate(range: string, validation: Validation): void
  /** Cells of the range look so where the formula, written for its first cell, holds. */
  highlight(range: string, formula: string, style: Style): void
  end(): Promise<void>
}

/** Enters everything into the archive under one date. */
class FixedDateWriter extends ExcelJS.stream.xlsx.WorkbookWriter {
  /** The first entry: exceljs adds it, and one more, while it is constructed. */
  override addThemes(): Promise<void> {
    const { zip } = this as unknown as InnerWriter
    const append = zip.append.bind(zip)
    zip.append = (source, data) => append(source, { ...data, date: EPOCH })
    return super.addThemes()
  }
}

/** Writes .xlsx to `out`. A failing `out` rejects whichever promise waits. */
export function newBook(out: Writable): Book {
  const writer = new FixedDateWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: false,
    // Level 1: 16 % more bytes than level 6 for two thirds of the time.
    zip: { zlib: { level: 1 } },
  })
  writer.created = EPOCH
  writer.modified = EPOCH
  writer.creator = PRODUCT
  writer.lastModifiedBy = writer.creator
  const inner = writer as unknown as InnerWriter
  // The first font is the workbook's own, whose digits are the unit of column widths. exceljs' own has other digits in
  // a Chinese Excel than in an English one.
  inner.styles._addFont(DEFAULT_FONT)

  const failed = new Promise<never>((_, reject) => {
    out.once('error', reject)
    out.once('close', () => {
      // A stream that has finished closes too, and sometimes before any promise hears of its end.
      if (!out.writableFinished) reject(new Error('the stream was closed before the workbook was whole'))
    })
  })
  failed.catch(() => {})
  const orFailed = <T>(work: Promise<T>): Promise<T> => Promise.race([work, failed])
  const names = new Set<string>()
  return {
    style: (style) => inner.styles.addStyleModel(style, 0),
    sheet(name, options) {
      const own = sheetName(name, names)
      return newSheet(writer, own, options, orFailed)
    },
    async close() {
      await orFailed(writer.commit())
    },
  }
}

function newSheet(
  writer: ExcelJS.stream.xlsx.WorkbookWriter,
  name: string,
  options: SheetOptions,
  orFailed: <T>(work: Promise<T>) => Promise<T>,
): BookSheet {
  const sheet = writer.addWorksheet(name, {
    state: options.hidden ? 'hidden' : 'visible',
    ...(options.pageSetup && { pageSetup: options.pageSetup }),
    ...(options.headerFooter && { headerFooter: options.headerFooter }),
    ...(options.frozenRows && { views: [{ state: 'frozen', xSplit: 0, ySplit: options.frozenRows }] }),
    properties: {
      ...(options.tabColour && { tabColor: { argb: options.tabColour } }),
      ...(options.rowHeight && { defaultRowHeight: options.rowHeight }),
    },
  } as Partial<ExcelJS.AddWorksheetOptions>)
  sheet.columns = options.widths.map((width, i) => ({ width, style: options.columnStyles?.[i] ?? {} }))
  const inner = sheet as unknown as InnerSheet
  inner._writeColumns()
  inner._writeOpenSheetData()
  inner.startedData = true
  inner._rows = []

  let buffer = ''
  let heightSoFar = 0
  const flush = (): Promise<void> | undefined => {
    if (buffer === '') return undefined
    inner.stream.write(buffer)
    buffer = ''
    const [pipe] = inner.stream.pipes
    return pipe?._writableState.needDrain ? orFailed(once(pipe, 'drain').then(() => {})) : undefined
  }
  const notes: { ref: string; anchor: object; note: object }[] = []
  const validations: [string, Validation][] = []
  let highlights = 0

  return {
    name,
    get next() {
      return inner._rowZero
    },
    get height() {
      return heightSoFar
    },
    row(values, styles, height) {
      const number = inner._rowZero++
      if (number > LAST_ROW) throw new Error(`a sheet ends before row ${LAST_ROW + 1}`)
      heightSoFar += height ?? options.rowHeight ?? DEFAULT_HEIGHT
      let xml = height === undefined ? `<row r="${number}">` : `<row r="${number}" ht="${height}" customHeight="1">`
      for (let i = 0; i < values.length; i++) {
        const value = values[i]
        const style = typeof styles === 'number' ? styles : (styles[i] ?? styles[styles.length - 1] ?? 0)
        const head = `<c r="${columnLetters(i + 1)}${number}" s="${style}"`
        if (value === undefined || value === '') xml += `${head}/>`
        else if (typeof value === 'number') xml += `${head}><v>${value}</v></c>`
        else xml += `${head} t="inlineStr"><is><t${spaceOf(value)}>${cellXml(value)}</t></is></c>`
      }
      buffer += `${xml}</row>`
      return buffer.length > FLUSH_CHARACTERS ? flush() : undefined
    },
    note(row, column, text) {
      notes.push({
        ref: `${columnLetters(column)}${row}`,
        // Three columns wide and as high as the text needs, beside the cell.
        anchor: { left: column + 0.2, top: Math.max(row - 1.5, 0), right: column + 3.2, bottom: row + 4 },
        note: {
          texts: [{ text: cellText(text) }],
          margins: { insetmode: 'auto', inset: [0.13, 0.13, 0.25, 0.25] },
          protection: { locked: 'True', lockText: 'True' },
          editAs: 'absolute',
        },
      })
    },
    merge(row, fromColumn, toColumn) {
      if (toColumn > fromColumn) {
        inner._merges.push(`${columnLetters(fromColumn)}${row}:${columnLetters(toColumn)}${row}`)
      }
    },
    breakBefore(row) {
      if (inner.rowBreaks.length < MOST_BREAKS) inner.rowBreaks.push({ id: row - 1, max: LAST_COLUMN - 1, man: 1 })
    },
    validate(range, validation) {
      validations.push([range, validation])
    },
    highlight(range, formula, style) {
      sheet.addConditionalFormatting({
        ref: range,
        rules: [{ type: 'expression', formulae: [formula], style, priority: ++highlights }],
      })
    },
    async end() {
      await flush()
      if (notes.length > 0) {
        inner.hasComments = true
        inner._sheetCommentsWriter.addComments(notes)
      }
      for (const [range, validation] of validations) {
        inner.dataValidations.add(range, validation as ExcelJS.DataValidation)
      }
      sheet.commit()
      // The next sheet would wait in memory until this one is in the archive.
      const [pipe] = inner.stream.pipes
      if (pipe) await orFailed(once(pipe, 'finish').then(() => {}))
    },
  }
}

/** XML readers may trim a text that begins or ends with white space unless told not to. */
function spaceOf(text: string): string {
  return /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : ''
}

const letters: string[] = []
/** `1` is A. */
export function columnLetters(column: number): string {
  for (let n = letters.length + 1; n <= column; n++) {
    let text = ''
    for (let rest = n; rest > 0; rest = Math.floor((rest - 1) / 26)) {
      text = String.fromCharCode(65 + ((rest - 1) % 26)) + text
    }
    letters.push(text)
  }
  return letters[column - 1]!
}
