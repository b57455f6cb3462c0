/** HTML tables named .xls, a sheet each, nested ones too; only Excel's `x:num` makes a number. */
import { Parser } from 'htmlparser2'
import { SharedStrings } from '../bytes/shared-strings.ts'
import { CellMeaning } from '../cells/cell.ts'
import { Kind, UnreadableFile } from '../sheet.ts'
import type { RowsFile } from './rows-file.ts'

const DEEPEST = 32
const MOST_COLUMNS = 256
const MOST_ROWS = 65_536
const WIDEST = 16_384
const MOST_CELLS = 5_000_000
const MOST_TEXT = 200 * 1024 ** 2
const SILENT = new Set(['script', 'style', 'title', 'xml', 'noscript', 'template'])
const BREAKS = new Set(['br', 'p', 'div', 'li'])

interface Cell {
  readonly row: number
  readonly column: number
  text: string
  readonly number: string | undefined
  readonly error: string | undefined
  readonly hasFormula: boolean
}

interface Table {
  readonly cells: Cell[]
  row: number
  column: number
  open: Cell | undefined
  /** By column: the last row that a cell above covers. */
  readonly reach: number[]
}

/** @throws UnreadableFile where a table does not end */
export function writeHtmlTables(text: string, out: RowsFile): void {
  const reader = new TableReader()
  const parser = new Parser(reader, { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true })
  for (let at = 0; at < text.length; at += PIECE) parser.write(text.slice(at, at + PIECE))
  reader.ending = true
  parser.end()
  if (reader.tables.length === 0) throw new UnreadableFile('file-unreadable', 'html')
  if (reader.cutOff) throw new UnreadableFile('file-unreadable', 'damaged')
  reader.tables.forEach(({ cells }, index) => {
    out.sheet(`Sheet${index + 1}`, false)
    for (const cell of cells) out.cell(cell.row, cell.column, ...shown(cell))
  })
}

const PIECE = 64 * 1024

class TableReader {
  readonly tables: Table[] = []
  private readonly stack: Table[] = []
  private silent = 0
  private length = 0
  private cells = 0
  ending = false
  cutOff = false

  onopentag(name: string, attributes: Record<string, string>): void {
    if (SILENT.has(name)) this.silent++
    const table = this.stack.at(-1)
    if (name === 'table') this.begin()
    else if (!table) return
    else if (name === 'tr') {
      table.row++
      table.column = 0
      table.open = undefined
    } else if (name === 'td' || name === 'th') this.beginCell(table, attributes)
    else if (BREAKS.has(name) && table.open && table.open.text !== '') table.open.text += '\n'
  }

  ontext(text: string): void {
    const cell = this.stack.at(-1)?.open
    if (!cell || this.silent > 0) return
    this.length += text.length
    if (this.length > MOST_TEXT) throw new UnreadableFile('file-expands')
    cell.text += text.replace(/[\t\n\f\r ]+/g, ' ')
  }

  onclosetag(name: string, implied: boolean): void {
    if (SILENT.has(name)) this.silent = Math.max(0, this.silent - 1)
    if (name === 'table') {
      this.stack.pop()
      this.cutOff ||= implied && this.ending
    } else if (name === 'td' || name === 'th' || name === 'tr') {
      const table = this.stack.at(-1)
      if (table) table.open = undefined
    }
  }

  private begin(): void {
    if (this.stack.length === DEEPEST) throw new UnreadableFile('file-unreadable', 'damaged')
    const table: Table = { cells: [], row: 0, column: 0, open: undefined, reach: [] }
    this.tables.push(table)
    this.stack.push(table)
  }

  private beginCell(table: Table, attributes: Record<string, string>): void {
    if (table.row === 0) table.row = 1
    while ((table.reach[table.column] ?? 0) >= table.row) table.column++
    const [across, down] = [spanOf(attributes.colspan, MOST_COLUMNS), spanOf(attributes.rowspan, MOST_ROWS)]
    if (++this.cells > MOST_CELLS) throw new UnreadableFile('file-expands')
    if (table.column > WIDEST) throw new UnreadableFile('file-unreadable', 'too-large-sheet')
    const cell = {
      row: table.row,
      column: table.column,
      text: '',
      number: attributes['x:num'],
      error: attributes['x:err'],
      hasFormula: attributes['x:fmla'] !== undefined,
    }
    table.cells.push(cell)
    table.open = cell
    if (down > 1) for (let i = 0; i < across; i++) table.reach[table.column + i] = table.row + down - 1
    table.column += across
  }
}

const spanOf = (span: string | undefined, most: number) =>
  Math.max(1, Math.min(most, Number(/^\s*(\d{1,7})/.exec(span ?? '')?.[1] ?? 1)))

const meaning = new CellMeaning(new SharedStrings(), new Uint8Array(0), false)

function shown({ text, number, error, hasFormula }: Cell): readonly [string, Kind] {
  const shown = text.replace(/ ?\n ?/g, '\n').trim()
  if (error !== undefined) return [error || shown, Kind.error]
  if (shown === '') return ['', hasFormula ? Kind.formula : Kind.blank]
  if (number === undefined) return [shown, Kind.text]
  return [meaning.number(0, (number === '' ? shown : number).replaceAll(',', '').trim()), meaning.kind]
}
