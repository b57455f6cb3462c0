/** Merged ranges, named only behind a sheet's rows (docs/adr/0007-our-own-reader.md). */

import { Kind, UnreadableFile } from '../sheet.ts'
import { columnOf } from './cell.ts'

/** A bit a column; bit 31 for all from there on. */
export class FilledCells {
  private masks = new Uint32Array(1024)

  set(row: number, mask: number): void {
    if (row >= this.masks.length) {
      const grown = new Uint32Array(Math.max(row + 1, this.masks.length * 2))
      grown.set(this.masks)
      this.masks = grown
    }
    this.masks[row] = mask
  }

  get(row: number): number {
    return this.masks[row] ?? 0
  }

  get last(): number {
    return this.masks.length - 1
  }
}

export interface Range {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

const MOST_RANGES = 1_048_576
const MOST_COLUMNS = 100_000_000
/** Beyond this, reading again is cheaper than knowing. */
const MOST_LOOKS = 20_000_000
const COLUMNS = 16_384

export class MergedRanges {
  private readonly ranges: Range[] = []
  private next = 0
  /** By column: the last row covered, and the visible cell's row. */
  private until = new Int32Array(0)
  private shown = new Int32Array(0)

  /** @throws UnreadableFile */
  add(reference: string): void {
    const [from = '', to = from] = reference.replaceAll('$', '').split(':')
    this.addRange({ top: rowOf(from), left: columnOf(from), bottom: rowOf(to), right: columnOf(to) })
  }

  /** Rows from 1, columns from 0. */
  addRange(range: Range): void {
    if (range.bottom < range.top || range.right < range.left) throw new UnreadableFile('file-unreadable', 'damaged')
    if (this.ranges.length === MOST_RANGES) throw new UnreadableFile('file-unreadable', 'damaged')
    this.ranges.push(range)
  }

  /** True where a value already handed out may be hidden. */
  cover(filled: FilledCells): boolean {
    let looks = 0
    for (const { top, left, bottom, right } of this.ranges) {
      const columns = bits(left, right)
      const last = Math.min(bottom, filled.last)
      looks += Math.max(0, last - top)
      if (looks > MOST_LOOKS) return true
      for (let row = top; row <= last; row++) {
        if ((filled.get(row) & (row === top && left < 31 ? columns & ~(1 << left) : columns)) !== 0) return true
      }
    }
    return false
  }

  /** @throws UnreadableFile where ranges overlap, as Excel does */
  finish(): void {
    this.ranges.sort((a, b) => a.top - b.top)
    const until = new Int32Array(COLUMNS)
    let columns = 0
    for (const { top, left, bottom, right } of this.ranges) {
      columns += right - left + 1
      if (columns > MOST_COLUMNS) throw new UnreadableFile('file-unreadable', 'damaged')
      for (let column = left; column <= right; column++) {
        if ((until[column] ?? 0) >= top) throw new UnreadableFile('file-unreadable', 'damaged')
        until[column] = bottom
      }
    }
  }

  rewind(): void {
    this.next = 0
    this.until = new Int32Array(COLUMNS)
    this.shown = new Int32Array(COLUMNS)
  }

  /** Rows must ascend. */
  blank(row: number, texts: string[], kinds: Kind[]): void {
    if (this.until.length === 0) this.rewind()
    for (let range = this.ranges[this.next]; range && range.top <= row; range = this.ranges[++this.next]) {
      const { top, left, bottom, right } = range
      this.until.fill(bottom, left, right + 1)
      this.shown.fill(0, left, right + 1)
      this.shown[left] = top
    }
    for (let column = 0; column < texts.length; column++) {
      if ((this.until[column] ?? 0) < row || this.shown[column] === row) continue
      texts[column] = ''
      kinds[column] = Kind.blank
    }
  }
}

function bits(left: number, right: number): number {
  let mask = right > 30 ? 1 << 31 : 0
  for (let column = left; column <= Math.min(right, 30); column++) mask |= 1 << column
  return mask
}

function rowOf(reference: string): number {
  const row = Number(/^[A-Za-z]+(\d{1,7})$/.exec(reference)?.[1] ?? 0)
  if (row < 1) throw new UnreadableFile('file-unreadable', 'damaged')
  return row
}
