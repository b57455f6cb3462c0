/** Bytes in, rows of text cells out (docs/adr/0007-our-own-reader.md). */
import type { UnreadableReason } from '../../../schemas/codes.ts'

/** Readable at any byte: a file, a range of an object, a buffer. */
export interface ByteSource {
  readonly size: number
  read(start: number, end: number): AsyncIterable<Uint8Array>
}

/** `formula`: one without a stored value, filled though its text is `''`. */
export const Kind = { blank: 0, text: 1, number: 2, date: 3, boolean: 4, error: 5, formula: 6 } as const
export type Kind = (typeof Kind)[keyof typeof Kind]

/** Columns from A on; texts as stored (`4.40222199910214E+17`, `2018-05-01`, `TRUE`, `#N/A`), `''` where blank. */
export interface Row {
  /** From 1; in a CSV the record's number. */
  readonly number: number
  readonly texts: string[]
  readonly kinds: readonly Kind[]
}

export interface Sheet {
  /** `''` for a CSV. */
  readonly name: string
  readonly hidden: boolean
  /**
   * Rows in order; blank ones may be missing.
   * @throws UnreadableFile
   * @throws ReadAgain once a file: its rows so far were wrong, the caller starts over on the same workbook
   */
  rows(): AsyncGenerator<Row[]>
}

export interface Workbook {
  readonly kind: 'xlsx' | 'csv' | 'xls' | 'xml' | 'html'
  readonly sheets: readonly Sheet[]
  /** A CSV may have been cut off; known once it is read. */
  readonly endsOpen?: boolean
}

/** A refusal (docs/rules.md#refusal-codes). */
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

export class ReadAgain extends Error {}
