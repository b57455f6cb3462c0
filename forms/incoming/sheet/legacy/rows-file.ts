/** Rows between two processes: a line of JSON each, sheet behind sheet. */
import { writeSync } from 'node:fs'
import { MergedRanges } from '../cells/merged.ts'
import { ROWS } from '../cells/row-sink.ts'
import { cellText } from '../limits.ts'
import { type ByteSource, Kind, type Row, UnreadableFile } from '../sheet.ts'

/** Limits of Excel's older workbooks. */
const MOST_ROWS = 65_536
const MOST_COLUMNS = 256
const MOST_SHEETS = 256
const MOST_BYTES = 200 * 1024 ** 2
const BUFFER = 64 * 1024

/** `start` and `end`: bytes in the file. */
export interface WrittenSheet {
  name: string
  hidden: boolean
  readonly start: number
  end: number
}

export class RowsFile {
  readonly sheets: WrittenSheet[] = []
  private readonly fd: number
  private at = 0
  private pending = ''
  private merged = new MergedRanges()
  private row = 0
  private texts: string[] = []
  private kinds: Kind[] = []

  constructor(fd: number) {
    this.fd = fd
  }

  /** Its name and `hidden` may change until the next. */
  sheet(name: string, hidden: boolean): WrittenSheet {
    this.flush()
    if (this.sheets.length === MOST_SHEETS) throw new UnreadableFile('file-expands')
    const sheet = { name, hidden, start: this.at, end: this.at }
    this.sheets.push(sheet)
    this.merged = new MergedRanges()
    this.row = 0
    return sheet
  }

  /** From 0; upper ranges first, before their cells. */
  merge(top: number, left: number, bottom: number, right: number): void {
    this.merged.addRange({ top: top + 1, left, bottom: bottom + 1, right })
  }

  /** `row` from 1, ascending; `column` from 0. */
  cell(row: number, column: number, text: string, kind: Kind): void {
    if (text === '' && kind !== Kind.formula) return
    if (row > MOST_ROWS || column >= MOST_COLUMNS) throw new UnreadableFile('file-unreadable', 'too-large-sheet')
    if (row < this.row) throw new UnreadableFile('file-unreadable', 'damaged')
    if (row !== this.row) this.endRow()
    this.row = row
    while (this.texts.length < column) {
      this.texts.push('')
      this.kinds.push(Kind.blank)
    }
    this.texts[column] = cellText(text)
    this.kinds[column] = kind
  }

  flush(): void {
    this.endRow()
    this.write()
    this.merged.finish()
    const last = this.sheets.at(-1)
    if (last) last.end = this.at
  }

  private endRow(): void {
    if (this.texts.length === 0) return
    this.merged.blank(this.row, this.texts, this.kinds)
    if (this.kinds.some((kind) => kind !== Kind.blank))
      this.pending += `${JSON.stringify([this.row, this.texts, this.kinds.join('')])}\n`
    this.texts = []
    this.kinds = []
    if (this.pending.length > BUFFER) this.write()
  }

  private write(): void {
    const bytes = Buffer.from(this.pending)
    this.pending = ''
    if (this.at + bytes.length > MOST_BYTES) throw new UnreadableFile('file-expands')
    writeAll(this.fd, bytes)
    this.at += bytes.length
  }
}

export function writeAll(fd: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(fd, bytes, written)
}

const LF = 10

export async function* rowsIn(file: ByteSource, { start, end }: WrittenSheet): AsyncGenerator<Row[]> {
  let rows: Row[] = []
  let left = Buffer.alloc(0)
  for await (const piece of file.read(start, end)) {
    const bytes = Buffer.concat([left, piece])
    let from = 0
    for (let to = bytes.indexOf(LF); to >= 0; to = bytes.indexOf(LF, from)) {
      rows.push(rowOf(bytes.toString('utf8', from, to)))
      from = to + 1
      if (rows.length < ROWS) continue
      yield rows
      rows = []
    }
    left = bytes.subarray(from)
  }
  if (rows.length > 0) yield rows
}

function rowOf(line: string): Row {
  const [number, texts, kinds] = JSON.parse(line) as [number, string[], string]
  return { number, texts, kinds: Array.from(kinds, (digit) => Number(digit) as Kind) }
}
