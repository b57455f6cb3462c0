/** A workbook as a stream: exceljs around rows of our own (docs/adr/0008-writing-workbooks.md). */

import type { EventEmitter } from 'node:events'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type ExcelJS from 'exceljs'
import { Fault } from '../../schemas/fault.ts'
import { PRODUCT } from '../../schemas/product.ts'
import { cellText, cellXml, sheetName } from './cell-text.ts'
import { DEFAULT_FONT } from './paper.ts'

export type Style = Partial<ExcelJS.Style>
export type StyleId = number & { readonly isStyle: true }
/** A string is always text; undefined is a blank cell. */
export type Value = string | number | undefined

/** docs/forms.md#outgoing */
export const LAST_ROW = 999_999
export const LAST_COLUMN = 16_384

/** Entries carry no clock's date. */
export const EPOCH = new Date('2000-01-01T00:00:00Z')
const FLUSH_CHARACTERS = 60_000
/** In points. */
const DEFAULT_HEIGHT = 15
/** Excel takes 1,026. */
const MOST_BREAKS = 1000

/** Inner parts of exceljs 4.4.0. */
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
  /** In digits of the default font. */
  readonly widths: readonly number[]
  readonly columnStyles?: readonly (Style | undefined)[]
  readonly pageSetup?: Partial<ExcelJS.PageSetup>
  readonly headerFooter?: Partial<ExcelJS.HeaderFooter>
  readonly frozenRows?: number
  readonly hidden?: boolean
  readonly tabColour?: string
  readonly rowHeight?: number
}

export type Validation = Omit<Partial<ExcelJS.DataValidation>, 'type'> & {
  type: ExcelJS.DataValidation['type'] | 'any'
}

/** What a program says of a value that its list does not have. */
export const notInList = (heading: string) => ({
  errorTitle: '请从列表中选择',
  error: `“${heading}”请从下拉列表中选择。`,
})

export interface Book {
  style(style: Style): StyleId
  /** Its name is made fit and unique. */
  sheet(name: string, options: SheetOptions): BookSheet
  close(): Promise<void>
}

export interface BookSheet {
  readonly name: string
  readonly next: number
  /** Points so far. */
  readonly height: number
  /** Await a promise before the next row: `out` is behind. `height` in points. */
  row(values: readonly Value[], styles: StyleId | readonly StyleId[], height?: number): Promise<void> | undefined
  /** From 1. A note takes 2 KB until the sheet ends. */
  note(row: number, column: number, text: string): void
  /** From 1. */
  merge(row: number, fromColumn: number, toColumn: number): void
  breakBefore(row: number): void
  validate(range: string, validation: Validation): void
  /** The formula is that of the range's first cell. */
  highlight(range: string, formula: string, style: Style): void
  end(): Promise<void>
}

type WriterClass = typeof ExcelJS.stream.xlsx.WorkbookWriter
let known: Promise<WriterClass> | undefined

/** A page without a workbook does without exceljs; the whole of it (readers, CSV, another zip) loads for twice as long. */
async function loadWriter(): Promise<WriterClass> {
  const { default: WorkbookWriter } = await import('exceljs/lib/stream/xlsx/workbook-writer.js')
  return class FixedDateWriter extends WorkbookWriter {
    /** Exceljs adds entries while it is constructed. */
    override addThemes(): Promise<void> {
      const { zip } = this as unknown as InnerWriter
      const append = zip.append.bind(zip)
      zip.append = (source, data) => append(source, { ...data, date: EPOCH })
      return super.addThemes()
    }
  }
}

/** A failing `out` rejects every waiting promise. */
export async function newBook(out: Writable): Promise<Book> {
  const failed = failureOf(out)
  const orFailed = <T>(work: Promise<T>): Promise<T> => Promise.race([work, failed])
  known ??= loadWriter()
  const FixedDateWriter = await orFailed(known)
  const writer = new FixedDateWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: false,
    // Level 6 saves 16 % of bytes for half as much time again.
    zip: { zlib: { level: 1 } },
  })
  writer.created = EPOCH
  writer.modified = EPOCH
  writer.creator = PRODUCT
  writer.lastModifiedBy = writer.creator
  const inner = writer as unknown as InnerWriter
  // Widths count its digits, which differ between Excels in exceljs' own font.
  inner.styles._addFont(DEFAULT_FONT)
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

function failureOf(out: Writable): Promise<never> {
  const failed = new Promise<never>((_, reject) => {
    out.once('error', reject)
    out.once('close', () => {
      // A finished stream may close first.
      if (!out.writableFinished) reject(new Error('the stream was closed before the workbook was whole'))
    })
  })
  failed.catch(() => {})
  return failed
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
      if (number > LAST_ROW) throw new Fault('impossible', `a sheet ends before row ${LAST_ROW + 1}`)
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
      // The next sheet would wait in memory.
      const [pipe] = inner.stream.pipes
      if (pipe) await orFailed(once(pipe, 'finish').then(() => {}))
    },
  }
}

/** XML readers may trim white space. */
function spaceOf(text: string): string {
  return /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : ''
}

const letters: string[] = []
export function columnLetters(column: number): string {
  for (let n = letters.length + 1; n <= column; n++) {
    let text = ''
    for (let rest = n; rest > 0; rest = Math.floor((rest - 1) / 26)) {
      text = String.fromCharCode(65 + ((rest - 1) % 26)) + text
    }
    letters.push(text)
  }
  return letters[column - 1] ?? ''
}
