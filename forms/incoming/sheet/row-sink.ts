/** Where rows gather until they are handed out, whichever way they were read. */

import { FilledCells, type MergedRanges } from './merged.ts'
import { Kind, type Row, UnreadableFile } from './sheet.ts'

/** Excel's last row; a file that goes on is none of Excel's. */
export const LAST_ROW = 1_048_576
/** Few enough that the collector of young objects seldom meets them: rows that outlive it are moved about. */
export const ROWS = 64
const CELLS = 100_000
/** Characters in long texts. */
const TEXT = 4_000_000

export class RowSink {
  rows: Row[] = []
  readonly filled = new FilledCells()
  private readonly merged: MergedRanges | undefined
  private last = 0
  private cells = 0
  private text = 0

  /** `merged` if it is known from an earlier reading. */
  constructor(merged: MergedRanges | undefined) {
    this.merged = merged
    merged?.rewind()
  }

  /** Whether it is time to hand rows out. */
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

  /**
   * Adds the row of that number (0: the one after the last). `filled` has a bit for each filled column up to 30, and
   * bit 31 for any beyond; `text` is the length of its long texts. Rows must ascend, as Excel itself insists: else the
   * file is `damaged`.
   */
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

/** Puts a filled cell into a row, with blank ones before it where there are gaps. */
export function putCell(texts: string[], kinds: Kind[], column: number, text: string, kind: Kind): void {
  if (column - texts.length > 64) {
    // Far to the right: grow at once instead of cell by cell.
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
