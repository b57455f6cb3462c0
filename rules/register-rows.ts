/** How a register's table comes about: the rows of its file, of the table before, and the one that is made of them. */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { compareKeys, ENTRY, KEY, sameRow, viewOf } from './entries.ts'
import {
  BLOCK_ROWS,
  blocksOf,
  indexBytes,
  LEVEL,
  MAGIC,
  NEWLINE,
  PREFIX,
  RegisterTable,
  TABLE_HEAD,
} from './register-table.ts'
import type { Roster } from './roster.ts'

const BUCKETS = 256

/** Rows of one file or table, by entry: `texts` of a bucket (the first byte of the key) are in the order of `entries`. */
export interface RowSource {
  readonly entries: Roster
  texts(bucket: number): readonly Uint8Array[]
}

/**
 * The table of a roster: each entry's row is taken from the first source that has the entry with just this row.
 * @returns its bytes in parts
 * @throws where no source has an entry's row
 */
export function buildTable(roster: Roster, sources: readonly RowSource[]): Buffer[] {
  const rows = roster.length / ENTRY
  const head = Buffer.alloc(indexBytes(rows))
  MAGIC.copy(head)
  head.writeUInt32BE(rows, MAGIC.length)
  const parts: Buffer[] = [head]
  let offset = head.length
  let offsetAt = TABLE_HEAD + rows * PREFIX
  const block = new Block()
  const end = () => {
    head.writeUInt32BE(offset, offsetAt)
    offsetAt += 4
    if (block.rows === 0) return
    const bytes = block.end()
    parts.push(bytes)
    offset += bytes.length
  }
  const cursors = sources.map((source) => new Cursor(source))
  const view = viewOf(roster)
  for (let row = 0, at = 0; row < rows; row++, at += ENTRY) {
    for (let i = 0; i < PREFIX; i++) head[TABLE_HEAD + row * PREFIX + i] = roster[at + i]!
    let text: Uint8Array | undefined
    for (const cursor of cursors) {
      text = cursor.textOf(view, at)
      if (text) break
    }
    if (!text) throw new Error('a register has an entry whose row nobody has')
    block.add(roster, at, text)
    if (block.rows === BLOCK_ROWS) end()
  }
  end()
  // The last block may have ended with the last row: the end's offset stands behind every block's.
  head.writeUInt32BE(offset, TABLE_HEAD + rows * PREFIX + blocksOf(rows) * 4)
  return parts
}

/** Goes over a source once, beside a roster that is gone over in the same order. */
class Cursor {
  readonly #source: RowSource
  readonly #view: DataView
  #at = 0
  #bucket = -1
  #bucketStart = 0
  #texts: readonly Uint8Array[] = []

  constructor(source: RowSource) {
    this.#source = source
    this.#view = viewOf(source.entries)
  }

  textOf(roster: DataView, at: number): Uint8Array | undefined {
    let order = -1
    while (this.#at < this.#view.byteLength) {
      order = compareKeys(this.#view, this.#at, roster, at)
      if (order >= 0) break
      this.#at += ENTRY
    }
    if (order !== 0 || !sameRow(this.#view, this.#at, roster, at)) return undefined
    const bucket = this.#view.getUint8(this.#at)
    if (bucket !== this.#bucket) {
      this.#bucket = bucket
      this.#bucketStart = firstOfBucket(this.#source.entries, bucket)
      this.#texts = this.#source.texts(bucket)
    }
    return this.#texts[(this.#at - this.#bucketStart) / ENTRY]
  }
}

/** Rows of a block that is being put together. */
class Block {
  readonly #keys = Buffer.alloc(BLOCK_ROWS * KEY)
  #text = Buffer.alloc(64 * 1024)
  #length = 0
  rows = 0

  add(roster: Roster, at: number, text: Uint8Array): void {
    this.#keys.set(roster.subarray(at, at + KEY), this.rows * KEY)
    if (this.#length + text.length + 1 > this.#text.length)
      this.#text = Buffer.concat([this.#text], (this.#length + text.length) * 2)
    this.#text.set(text, this.#length)
    this.#length += text.length
    this.#text[this.#length++] = NEWLINE
    this.rows++
  }

  end(): Buffer {
    const keys = Buffer.from(this.#keys.subarray(0, this.rows * KEY))
    const packed = deflateRawSync(this.#text.subarray(0, this.#length), { level: LEVEL })
    this.rows = 0
    this.#length = 0
    return Buffer.concat([keys, packed])
  }
}

/** Rows of a file in any order, kept compressed by bucket: a million of them in some 60 MB. */
export class RowBuckets {
  readonly #buckets: { open: Buffer; length: number; rows: number; readonly packed: Buffer[] }[] = Array.from(
    { length: BUCKETS },
    () => ({ open: Buffer.alloc(0), length: 0, rows: 0, packed: [] }),
  )

  /** `key`: 16 bytes. `text`: JSON without a line end in it. */
  add(key: Uint8Array, text: Uint8Array): void {
    const bucket = this.#buckets[key[0]!]!
    const length = KEY + text.length + 1
    if (bucket.length + length > bucket.open.length) this.#makeRoom(bucket, length)
    bucket.open.set(key.subarray(0, KEY), bucket.length)
    bucket.open.set(text, bucket.length + KEY)
    bucket.length += length
    bucket.open[bucket.length - 1] = NEWLINE
    bucket.rows++
  }

  #makeRoom(bucket: { open: Buffer; length: number; packed: Buffer[] }, length: number): void {
    if (bucket.open.length >= OPEN_MOST && bucket.length > 0) {
      bucket.packed.push(deflateRawSync(bucket.open.subarray(0, bucket.length), { level: LEVEL }))
      bucket.length = 0
      if (length <= bucket.open.length) return
    }
    const larger = Buffer.allocUnsafeSlow(Math.max(OPEN_FIRST, bucket.open.length * 2, length))
    bucket.open.copy(larger, 0, 0, bucket.length)
    bucket.open = larger
  }

  /** As a source: `entries` has just the keys that were added, sorted. */
  source(entries: Roster): RowSource {
    return { entries, texts: (bucket) => this.#sorted(this.#buckets[bucket]!) }
  }

  #sorted({ open, length, packed }: { open: Buffer; length: number; packed: readonly Buffer[] }): Uint8Array[] {
    const bytes = Buffer.concat([...packed.map((part) => inflateRawSync(part)), open.subarray(0, length)])
    const rows: { key: Buffer; text: Buffer }[] = []
    for (let at = 0; at < bytes.length; ) {
      // A key holds any bytes, a text no line end.
      const end = bytes.indexOf(NEWLINE, at + KEY)
      rows.push({ key: bytes.subarray(at, at + KEY), text: bytes.subarray(at + KEY, end) })
      at = end + 1
    }
    return rows.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ text }) => text)
  }
}

const OPEN_FIRST = 2048
const OPEN_MOST = 32 * 1024

/** The text of the person's first row in the source; `person` is a key of 15 bytes. */
export function textOf(source: RowSource, person: Uint8Array): Uint8Array | undefined {
  const { entries } = source
  const start = firstOfBucket(entries, person[0]!)
  for (let at = start; at < entries.length && entries[at] === person[0]; at += ENTRY)
    if (Buffer.compare(entries.subarray(at, at + KEY - 1), person) === 0)
      return source.texts(person[0]!)[(at - start) / ENTRY]
  return undefined
}

/** The offset of the first entry whose key begins with that byte or a larger one. */
function firstOfBucket(entries: Roster, bucket: number): number {
  let [low, high] = [0, entries.length / ENTRY]
  while (low < high) {
    const middle = (low + high) >> 1
    if (entries[middle * ENTRY]! < bucket) low = middle + 1
    else high = middle
  }
  return low * ENTRY
}

/** A whole table as a source for the next one; `entries` is the roster of its revision. */
export function tableSource(bytes: Buffer, entries: Roster): RowSource {
  const table = new RegisterTable(bytes)
  let read = { block: -1, texts: [] as Buffer[] }
  const textAt = (row: number): Buffer => {
    const block = Math.trunc(row / BLOCK_ROWS)
    if (block !== read.block) {
      const { start, end } = table.rangeOf(block)
      read = { block, texts: table.readBlock(block, bytes.subarray(start, end)).texts }
    }
    return read.texts[row % BLOCK_ROWS]!
  }
  return {
    entries,
    texts(bucket) {
      const [first, last] = [firstOfBucket(entries, bucket), firstOfBucket(entries, bucket + 1)]
      return Array.from({ length: (last - first) / ENTRY }, (_, i) => textAt(first / ENTRY + i))
    },
  }
}
