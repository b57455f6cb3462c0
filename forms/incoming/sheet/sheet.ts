/**
 * What a sheet is to everybody outside this room: rows of cells with their text. Nobody else knows how a workbook is
 * stored (docs/rules.md#reading-a-sheet).
 */
import type { UnreadableReason } from '../../../schemas/codes.ts'

/** A file that can be read at any place: a local file, a byte range of an object, a buffer. Offsets in bytes. */
export interface ByteSource {
  readonly size: number
  /** The bytes from `start` up to, not including, `end`, in pieces of any length. */
  read(start: number, end: number): AsyncIterable<Uint8Array>
}

/**
 * What a cell holds. Small integers, because there is one a cell. `formula` is a formula without a stored value: its
 * text is `''`, but the cell is filled; a formula with a value counts as what the value is.
 */
export const Kind = { blank: 0, text: 1, number: 2, date: 3, boolean: 4, error: 5, formula: 6 } as const
export type Kind = (typeof Kind)[keyof typeof Kind]

/**
 * One row. `texts[i]` and `kinds[i]` belong to column i (0 is A), both arrays end with the last filled cell or later;
 * a blank cell is `''`. The text of a number is as stored (`4.40222199910214E+17`, `120`), of a date cell
 * `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`, of a boolean `TRUE`/`FALSE`, of an error its own (`#N/A`).
 * In a CSV every filled cell is `text`.
 */
export interface Row {
  /** 1 is the sheet's first row; in a CSV the record's number, blank ones counted. */
  readonly number: number
  readonly texts: string[]
  readonly kinds: readonly Kind[]
}

export interface Sheet {
  /** As on its tab; `''` for a CSV. */
  readonly name: string
  readonly hidden: boolean
  /**
   * The rows in order, some dozens at a time; rows without any cell may be left out (numbers tell).
   * Throws `UnreadableFile` where the file breaks off or lies, and `ReadAgain`, once a file, where a merged range turns
   * out, at a sheet's end, to have covered cells already handed out: whoever consumes starts the whole file over by
   * calling `rows` again on this same workbook, and the second reading is right.
   */
  rows(): AsyncGenerator<Row[]>
}

export interface Workbook {
  readonly kind: 'xlsx' | 'csv' | 'xls' | 'xml' | 'html'
  /** In the order of the tabs. */
  readonly sheets: readonly Sheet[]
  /**
   * A CSV: whether its last record that is not blank has no line end behind it, so that the file may have been cut off
   * between two characters. Known once its rows were read; absent where the kind of file has an end of its own.
   */
  readonly endsOpen?: boolean
}

/** The whole file is refused with `code` (docs/rules.md#refusal-codes). */
export class UnreadableFile extends Error {
  readonly code: 'file-unreadable' | 'file-too-large' | 'file-expands'
  readonly reason: UnreadableReason | undefined
  constructor(code: UnreadableFile['code'], reason?: UnreadableReason) {
    super(reason ? `${code}: ${reason}` : code)
    this.name = 'UnreadableFile'
    this.code = code
    this.reason = reason
  }
}

/** See `Sheet.rows`. */
export class ReadAgain extends Error {}
