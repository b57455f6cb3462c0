/**
 * Merged ranges. They are written behind the rows, so rows are handed out before it is known which of their cells lie
 * under a merged one; what had values is remembered in four bytes a row, and only if a merged range covers such a
 * value the sheet is read again.
 */
import { columnOf } from './cell.ts'
import { Kind, UnreadableFile } from './sheet.ts'

/** Which of the first 31 columns had values, for each row; bit 31: some column beyond. */
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

interface Range {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** One a row, and nobody merges so much. */
const MOST_RANGES = 1_048_576
/** Ranges that do not overlap cannot be more on one row. */
const MOST_ON_A_ROW = 8192
/** Beyond so many rows looked at, reading again is cheaper than knowing whether it is needed. */
const MOST_LOOKS = 20_000_000

export class MergedRanges {
  private readonly ranges: Range[] = []
  private next = 0
  private active: Range[] = []

  /** Adds `A1:C3`; throws where it is no reference. */
  add(reference: string): void {
    const [from = '', to = from] = reference.replaceAll('$', '').split(':')
    const range = { top: rowOf(from), left: columnOf(from), bottom: rowOf(to), right: columnOf(to) }
    if (range.bottom < range.top || range.right < range.left) throw new UnreadableFile('file-unreadable', 'damaged')
    if (this.ranges.length === MOST_RANGES) throw new UnreadableFile('file-unreadable', 'damaged')
    this.ranges.push(range)
  }

  /** Whether a range covers, but for its top left cell, a cell that had a value; in doubt it does. */
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

  /** Before a sheet is read once more. */
  rewind(): void {
    this.ranges.sort((a, b) => a.top - b.top)
    this.next = 0
    this.active = []
  }

  /** Blanks what lies under a merged cell in that row; rows must ascend. */
  blank(row: number, texts: string[], kinds: Kind[]): void {
    if (this.active.length > 0) this.active = this.active.filter((range) => range.bottom >= row)
    for (; this.next < this.ranges.length && this.ranges[this.next]!.top <= row; this.next++) {
      const range = this.ranges[this.next]!
      if (range.bottom >= row) this.active.push(range)
      if (this.active.length > MOST_ON_A_ROW) throw new UnreadableFile('file-unreadable', 'damaged')
    }
    for (const { top, left, right } of this.active) {
      const last = Math.min(right, texts.length - 1)
      for (let column = row === top ? left + 1 : left; column <= last; column++) {
        texts[column] = ''
        kinds[column] = Kind.blank
      }
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
