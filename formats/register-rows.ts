/** A register's rows become its table. */
import { deflateRaw } from 'node:zlib'
import { compareKeys, ENTRY, KEY, sameRow, viewOf } from './entries.ts'
import { BLOCK_ROWS, blocksOf, indexBytes, LEVEL, MAGIC, NEWLINE, PREFIX, TABLE_HEAD } from './register-table.ts'
import type { Roster } from './roster.ts'

/** Bytes stay valid until the next row. */
export interface RowBytes {
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
}

/** Only reading in order is cheap. */
export interface RowSource {
  readonly entries: Roster
  textAt(row: number): RowBytes
  dispose(): void
}

export function textOf(source: RowSource, person: Uint8Array): Buffer | undefined {
  const { entries } = source
  const keyAt = (row: number) => entries.subarray(row * ENTRY, row * ENTRY + KEY - 1)
  let [low, high] = [0, entries.length / ENTRY]
  while (low < high) {
    const middle = (low + high) >> 1
    if (Buffer.compare(keyAt(middle), person) < 0) low = middle + 1
    else high = middle
  }
  if (low * ENTRY === entries.length || Buffer.compare(keyAt(low), person) !== 0) return undefined
  const { bytes, start, end } = source.textAt(low)
  return Buffer.from(bytes.subarray(start, end))
}

export class FileRows {
  readonly #roster: DataView
  readonly #file: DataView
  #at = 0

  constructor(roster: Roster, file: RowSource | undefined) {
    this.#roster = viewOf(roster)
    this.#file = viewOf(file?.entries ?? new Uint8Array(0))
  }

  /** -1 where no row agrees with the entry. */
  rowOf(entry: number): number {
    const at = entry * ENTRY
    for (; this.#at < this.#file.byteLength; this.#at += ENTRY) {
      const order = compareKeys(this.#file, this.#at, this.#roster, at)
      if (order > 0) return -1
      if (order === 0) return sameRow(this.#file, this.#at, this.#roster, at) ? this.#at / ENTRY : -1
    }
    return -1
  }
}

export class TableBlocks {
  readonly #roster: Roster
  /** The index, complete after the last block. */
  readonly head: Buffer
  #offset: number
  #placed = 0
  #row = 0
  #text = Buffer.allocUnsafe(64 * 1024)
  #length = 0

  constructor(roster: Roster) {
    const rows = roster.length / ENTRY
    this.#roster = roster
    this.head = Buffer.alloc(indexBytes(rows))
    MAGIC.copy(this.head)
    this.head.writeUInt32BE(rows, MAGIC.length)
    this.#offset = this.head.length
    this.#placeBlock(0)
  }

  /** @returns a block once it is full or last */
  add({ bytes, start, end }: RowBytes): Promise<Buffer> | undefined {
    const row = this.#row++
    for (let i = 0; i < PREFIX; i++) this.head[TABLE_HEAD + row * PREFIX + i] = this.#roster[row * ENTRY + i]!
    const most = this.#length + end - start + 1
    if (most > this.#text.length) this.#text = Buffer.concat([this.#text.subarray(0, this.#length)], most * 2)
    this.#length += bytes.copy(this.#text, this.#length, start, end)
    this.#text[this.#length++] = NEWLINE
    const isFull = this.#row % BLOCK_ROWS === 0 || this.#row * ENTRY === this.#roster.length
    return isFull ? this.#pack() : undefined
  }

  /** Blocks have to be placed in order. */
  place(block: Buffer): number {
    const at = this.#offset
    this.#offset += block.length
    this.#placeBlock(++this.#placed)
    return at
  }

  #placeBlock(block: number): void {
    const rows = this.#roster.length / ENTRY
    if (block <= blocksOf(rows)) this.head.writeUInt32BE(this.#offset, TABLE_HEAD + rows * PREFIX + block * 4)
  }

  async #pack(): Promise<Buffer> {
    const first = Math.trunc((this.#row - 1) / BLOCK_ROWS) * BLOCK_ROWS
    const keys = Buffer.allocUnsafe((this.#row - first) * KEY)
    for (let row = first; row < this.#row; row++)
      keys.set(this.#roster.subarray(row * ENTRY, row * ENTRY + KEY), (row - first) * KEY)
    const text = Buffer.from(this.#text.subarray(0, this.#length))
    this.#length = 0
    return Buffer.concat([keys, await deflated(text)])
  }
}

function deflated(text: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    deflateRaw(text, { level: LEVEL }, (error, packed) => (error ? reject(error) : resolve(packed)))
  })
}
