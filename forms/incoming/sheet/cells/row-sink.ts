/** Batches of rows, from either way of reading. */

import { Kind, type Row, UnreadableFile } from '../sheet.ts'
import { FilledCells, type MergedRanges } from './merged.ts'

/** Excel's last row. */
export const LAST_ROW = 1_048_576
/** Small batches die young in the garbage collector. */
export const ROWS = 64
const CELLS = 100_000
/** Characters. */
const TEXT = 4_000_000

export class RowSink {
  rows: Row[] = []
  readonly filled = new FilledCells()
  private readonly merged: MergedRanges | undefined
  private last = 0
  private cells = 0
  private text = 0

  /** Ranges known from an earlier reading. */
  constructor(merged: MergedRanges | undefined) {
    this.merged = merged
    merged?.rewind()
  }

  get full(): boolean {
    return this.rows.length >= ROWS || this.cells >= CELLS || this.text >= TEXT
  }

  take(): Row[] {
    const rows = this.rows
    this.rows = []
    this.cells = 0
    this.text = 0
    return rows
  }

  /** `number` 0: the next row; `filled`: bits as in FilledCells. @throws UnreadableFile */
  add(number: number, texts: string[], kinds: Kind[], filled: number, text: number): void {
    const at = number === 0 ? this.last + 1 : number
    if (at <= this.last || at > LAST_ROW) throw new UnreadableFile('file-unreadable', 'damaged')
    this.last = at
    if (filled === 0) return
    this.filled.set(at, filled)
    this.merged?.blank(at, texts, kinds)
    this.cells += texts.length
    this.text += text
    this.rows.push({ number: at, texts, kinds })
  }
}

export function putCell(texts: string[], kinds: Kind[], column: number, text: string, kind: Kind): void {
  if (column - texts.length > 64) {
    texts.push(...new Array<string>(column - texts.length).fill(''))
    kinds.push(...new Array<Kind>(column - kinds.length).fill(Kind.blank))
  }
  while (texts.length < column) {
    texts.push('')
    kinds.push(Kind.blank)
  }
  texts[column] = text
  kinds[column] = kind
}
