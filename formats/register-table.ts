/** A register's rows (docs/formats.md#register-tables). */

import { inflateRawSync } from 'node:zlib'
import { Fault } from '../schemas/fault.ts'
import { KEY } from './entries.ts'

export const MAGIC = Buffer.from('YBR1')
export const TABLE_HEAD = 8
export const PREFIX = 6
export const BLOCK_ROWS = 256
export const NEWLINE = 10
export const LEVEL = 1

export const indexBytes = (rows: number): number => TABLE_HEAD + rows * PREFIX + (blocksOf(rows) + 1) * 4

/** @throws where the object is no table */
export function rowsOfTable(head: Buffer): number {
  if (head.length < TABLE_HEAD || !head.subarray(0, MAGIC.length).equals(MAGIC))
    throw new Fault('table-damaged', 'not a register table')
  return head.readUInt32BE(MAGIC.length)
}

export const blocksOf = (rows: number) => Math.ceil(rows / BLOCK_ROWS)

export const ID = 18

export function withId(id: string, row: Uint8Array): Buffer {
  const text = Buffer.allocUnsafe(ID + row.length)
  text.fill(' ', 0, ID)
  text.write(id, 0, ID, 'latin1')
  text.set(row, ID)
  return text
}

export interface FoundRow {
  readonly slot: number
  /** Empty for a rejection flag. */
  readonly id: string
  readonly row: string
}

export function foundRow(slot: number, text: Buffer): FoundRow {
  return { slot, id: text.toString('latin1', 0, ID).trimEnd(), row: text.toString('utf8', ID) }
}

/** The index, from the first `indexBytes`. */
export class RegisterTable {
  readonly #bytes: Buffer
  readonly rows: number

  constructor(bytes: Buffer) {
    this.#bytes = bytes
    this.rows = rowsOfTable(bytes)
  }

  get size(): number {
    return this.#bytes.length
  }

  /**
   * Candidates only, for the index has part of each key.
   * @param persons sorted
   */
  rowsOf(persons: readonly Uint8Array[]): number[] {
    const rows: number[] = []
    for (const person of persons)
      for (let row = this.#first(person); row < this.rows && this.#compare(row, person) === 0; row++)
        if (row > (rows.at(-1) ?? -1)) rows.push(row)
    return rows
  }

  get blocks(): number {
    return blocksOf(this.rows)
  }

  rangeOf(block: number): { start: number; end: number } {
    const at = TABLE_HEAD + this.rows * PREFIX + block * 4
    return { start: this.#bytes.readUInt32BE(at), end: this.#bytes.readUInt32BE(at + 4) }
  }

  readBlock(block: number, bytes: Buffer): TableBlock {
    return new TableBlock(bytes, Math.min(BLOCK_ROWS, this.rows - block * BLOCK_ROWS))
  }

  #first(person: Uint8Array): number {
    let [low, high] = [0, this.rows]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#compare(middle, person) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  #compare(row: number, person: Uint8Array): number {
    const at = TABLE_HEAD + row * PREFIX
    for (let i = 0; i < PREFIX; i++) {
      const difference = this.#bytes[at + i]! - person[i]!
      if (difference !== 0) return difference
    }
    return 0
  }
}

/** Bytes of texts that most blocks stay below. */
const TEXTS = 64 * 1024

/** Rows count from the block's first. */
export class TableBlock {
  readonly rows: number
  readonly #keys: Buffer
  readonly #texts: Buffer
  #row = 0
  #at = 0

  constructor(bytes: Buffer, rows: number) {
    this.rows = rows
    this.#keys = bytes.subarray(0, rows * KEY)
    this.#texts = inflateRawSync(bytes.subarray(rows * KEY), { chunkSize: TEXTS })
  }

  keyAt(row: number): Buffer {
    return this.#keys.subarray(row * KEY, (row + 1) * KEY)
  }

  /** @throws where a row has no end */
  textAt(row: number): Buffer {
    if (row < this.#row) this.#row = this.#at = 0
    for (; this.#row < row; this.#row++) this.#at = this.#end() + 1
    return this.#texts.subarray(this.#at, this.#end())
  }

  #end(): number {
    const end = this.#texts.indexOf(NEWLINE, this.#at)
    if (end < 0) throw new Fault('table-damaged', 'a row without an end')
    return end
  }
}
